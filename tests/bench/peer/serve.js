// A CouchDB-protocol server on LevelDB, on any free port of loopback; says which one.
// node serve.js FOLDER
const path = require('path');
const express = require('express');
const PouchDB = require('pouchdb');
const couchProtocol = require('express-pouchdb');

const folder = process.argv[2];
const Kept = PouchDB.defaults({ prefix: path.join(folder, 'server-') });
const app = express();
app.use(couchProtocol(Kept, {
  mode: 'minimumForPouchDB',
  inMemoryConfig: true,
  logPath: path.join(folder, 'server.log'),
}));
const server = app.listen(0, '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`);
});
