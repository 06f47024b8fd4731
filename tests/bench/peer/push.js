// Fills a client's database with the documents of a file, then pushes it to a server; prints
// {"seconds", "documents"} of the push alone.
// node push.js FOLDER DOCUMENTS.json URL DOCUMENTS_A_BATCH
const fs = require('fs');
const path = require('path');
const PouchDB = require('pouchdb');

const AT_ONCE = 1000;

async function main([folder, file, url, size]) {
  const client = new PouchDB(path.join(folder, `client-${Date.now()}`));
  const documents = JSON.parse(fs.readFileSync(file, 'utf8'));
  for (let at = 0; at < documents.length; at += AT_ONCE) {
    await client.bulkDocs(documents.slice(at, at + AT_ONCE));
  }
  const begun = process.hrtime.bigint();
  const done = await client.replicate.to(url, { batch_size: Number(size) });
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9;
  await client.close();
  console.log(JSON.stringify({ seconds, documents: done.docs_written }));
}

main(process.argv.slice(2)).then(() => process.exit(0), (error) => {
  console.error(error);
  process.exit(1);
});
