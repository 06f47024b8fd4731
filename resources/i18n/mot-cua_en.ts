<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>MotCua</name>
    <message>
        <source>Chương trình gặp lỗi của chính nó. Dữ liệu đã ghi vẫn an toàn trên máy này.</source>
        <translation>The program met a mistake of its own. What was logged is safe on this machine.</translation>
    </message>
    <message>
        <source>Bản báo lỗi không chứa tên hay số của người dân.</source>
        <translation>The report holds no citizen's name or number.</translation>
    </message>
    <message>
        <source>Chép báo lỗi</source>
        <translation>Copy the report</translation>
    </message>
    <message>
        <source>Quay lại làm việc</source>
        <translation>Back to work</translation>
    </message>
    <message>
        <source>Ghi lượt tiếp, chấm điểm từ nhật ký, in bảng tự chấm. Không cần đường truyền.</source>
        <translation>Logs visits, scores from the log, prints the self-assessment. Needs no line.</translation>
    </message>
    <message>
        <source>Dữ liệu được mã hóa và nằm trên máy này.</source>
        <translation>The data are encrypted and stay on this machine.</translation>
    </message>
    <message>
        <source>Giấy phép: Apache 2.0. Phông Noto Sans (OFL 1.1), biểu tượng Tabler (MIT), Qt (LGPL).</source>
        <translation>Licence: Apache 2.0. Noto Sans font (OFL 1.1), Tabler icons (MIT), Qt (LGPL).</translation>
    </message>
    <message>
        <source>Giới thiệu Một Cửa</source>
        <translation>About Một Cửa</translation>
    </message>
    <message>
        <source>Phiên bản {version} · {desk}</source>
        <translation>Version {version} · {desk}</translation>
    </message>
    <message>
        <source>Quay lại</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>In bảng tự chấm</source>
        <translation>Print self-assessment</translation>
    </message>
    <message>
        <source>Tiêu chí</source>
        <translation>Criterion</translation>
    </message>
    <message>
        <source>Điểm tự chấm</source>
        <translation>Points we claim</translation>
    </message>
    <message>
        <source>Lý do (bắt buộc, in vào bảng tự chấm)</source>
        <translation>Reason (required, printed on the form)</translation>
    </message>
    <message>
        <source>Lý do</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>Ghi điểm tự chấm</source>
        <translation>Record the claim</translation>
    </message>
    <message>
        <source>Rút điểm tự chấm</source>
        <translation>Take the claim back</translation>
    </message>
    <message>
        <source>TT</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Chuẩn</source>
        <translation>Max</translation>
    </message>
    <message>
        <source>Dữ liệu</source>
        <translation>Data</translation>
    </message>
    <message>
        <source>Tự chấm</source>
        <translation>Self-score</translation>
    </message>
    <message>
        <source>Trạng thái</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Dữ liệu nói</source>
        <translation>The data say</translation>
    </message>
    <message>
        <source>Phường, xã tự chấm</source>
        <translation>The commune claims</translation>
    </message>
    <message>
        <source>khớp</source>
        <translation>matches</translation>
    </message>
    <message>
        <source>tự nhận</source>
        <translation>claimed</translation>
    </message>
    <message>
        <source>chưa có minh chứng</source>
        <translation>no evidence yet</translation>
    </message>
    <message>
        <source>tự chấm thấp hơn</source>
        <translation>claims less</translation>
    </message>
    <message>
        <source>chưa khai</source>
        <translation>not declared</translation>
    </message>
    <message>
        <source>Tự chấm {points}/{max}</source>
        <translation>Self-assessed {points}/{max}</translation>
    </message>
    <message>
        <source>Đã rút điểm tự chấm của tiêu chí {criterion}.</source>
        <translation>The claim for criterion {criterion} was taken back.</translation>
    </message>
    <message>
        <source>Đã ghi {points} điểm tự chấm cho tiêu chí {criterion}.</source>
        <translation>Recorded {points} claimed points for criterion {criterion}.</translation>
    </message>
    <message>
        <source>Tự chấm năm {year}</source>
        <translation>Self-score {year}</translation>
    </message>
    <message>
        <source>Bộ tiêu chí mẫu – chưa phải của tỉnh</source>
        <translation>Model criteria – not the province's</translation>
    </message>
    <message>
        <source>chuẩn {points}</source>
        <translation>at most {points}</translation>
    </message>
    <message>
        <source>bước {step}</source>
        <translation>step {step}</translation>
    </message>
    <message>
        <source>chưa có số liệu</source>
        <translation>no figures yet</translation>
    </message>
    <message>
        <source>chứng minh được {points}</source>
        <translation>proven {points}</translation>
    </message>
    <message>
        <source>tự nhận {points}</source>
        <translation>claimed {points}</translation>
    </message>
    <message>
        <source>chưa có {points}</source>
        <translation>unproven {points}</translation>
    </message>
    <message>
        <source>Đóng</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>Tệp</source>
        <translation>File</translation>
    </message>
    <message>
        <source>Sửa</source>
        <translation>Edit</translation>
    </message>
    <message>
        <source>Lượt tiếp</source>
        <translation>Visits</translation>
    </message>
    <message>
        <source>Điểm</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>Xem</source>
        <translation>View</translation>
    </message>
    <message>
        <source>Trợ giúp</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>Xem và in bảng tự chấm</source>
        <translation>Preview and print the self-assessment</translation>
    </message>
    <message>
        <source>Đổi người…</source>
        <translation>Switch officer…</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Hoàn tác gõ</source>
        <translation>Undo typing</translation>
    </message>
    <message>
        <source>Cắt</source>
        <translation>Cut</translation>
    </message>
    <message>
        <source>Chép</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>Dán</source>
        <translation>Paste</translation>
    </message>
    <message>
        <source>Chọn hết</source>
        <translation>Select all</translation>
    </message>
    <message>
        <source>Ghi và tiếp</source>
        <translation>Log and next</translation>
    </message>
    <message>
        <source>Chỉ hỏi</source>
        <translation>Only a question</translation>
    </message>
    <message>
        <source>Giúp nộp trực tuyến</source>
        <translation>Help online</translation>
    </message>
    <message>
        <source>Chọn kết quả</source>
        <translation>Choose outcome</translation>
    </message>
    <message>
        <source>Ghi muộn</source>
        <translation>Late entry</translation>
    </message>
    <message>
        <source>Xóa trắng lượt đang ghi</source>
        <translation>Clear the visit being logged</translation>
    </message>
    <message>
        <source>Danh sách hôm nay</source>
        <translation>Today's list</translation>
    </message>
    <message>
        <source>Sửa lượt đã chọn…</source>
        <translation>Correct the chosen visit…</translation>
    </message>
    <message>
        <source>Hủy lượt đã chọn…</source>
        <translation>Void the chosen visit…</translation>
    </message>
    <message>
        <source>Tháng trước</source>
        <translation>Previous month</translation>
    </message>
    <message>
        <source>Tháng sau</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>Cách tính tiêu chí đã chọn</source>
        <translation>Working of the chosen criterion</translation>
    </message>
    <message>
        <source>Tiếp nhận</source>
        <translation>Intake</translation>
    </message>
    <message>
        <source>Tra cứu</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>Điểm tháng</source>
        <translation>Month score</translation>
    </message>
    <message>
        <source>Sáng tối theo máy</source>
        <translation>Light or dark as the system</translation>
    </message>
    <message>
        <source>Nền sáng</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>Nền tối</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>Chữ to hơn</source>
        <translation>Larger letters</translation>
    </message>
    <message>
        <source>Chữ nhỏ hơn</source>
        <translation>Smaller letters</translation>
    </message>
    <message>
        <source>Chữ cỡ 100%</source>
        <translation>Letters at 100%</translation>
    </message>
    <message>
        <source>Trợ giúp trang này</source>
        <translation>Help for this page</translation>
    </message>
    <message>
        <source>Đổi người</source>
        <translation>Switch officer</translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt được tính, hiện {shown} lượt mới nhất</source>
        <translation>
            <numerusform>{n} visit counted, the newest {shown} shown</numerusform>
            <numerusform>{n} visits counted, the newest {shown} shown</numerusform>
        </translation>
    </message>
    <message>
        <source>chỉ hỏi</source>
        <translation>only a question</translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt được tính, mới nhất trước</source>
        <translation>
            <numerusform>{n} visit counted</numerusform>
            <numerusform>{n} visits counted, newest first</numerusform>
        </translation>
    </message>
    <message>
        <source>Gõ tên · số định danh · mã hoặc tên việc</source>
        <translation>Type a name · ID number · code or matter</translation>
    </message>
    <message>
        <source>Dòng tiếp nhận</source>
        <translation>Intake line</translation>
    </message>
    <message>
        <source>Lượt đang ghi</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>Xóa trắng</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Enter: người đến</source>
        <translation>Enter: visitor</translation>
    </message>
    <message>
        <source>Enter: số định danh</source>
        <translation>Enter: ID number</translation>
    </message>
    <message>
        <source>Enter: điện thoại</source>
        <translation>Enter: phone</translation>
    </message>
    <message>
        <source>Enter: {name}</source>
        <translation>Enter: {name}</translation>
    </message>
    <message>
        <source>Nhận hồ sơ</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>Xong ngay, đã trả</source>
        <translation>Done, result handed over</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Supplement requested</translation>
    </message>
    <message>
        <source>Từ chối tiếp nhận</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Trả kết quả cũ</source>
        <translation>Earlier result handed over</translation>
    </message>
    <message>
        <source>Làm thủ tục</source>
        <translation>A service</translation>
    </message>
    <message>
        <source>Nộp thay</source>
        <translation>On behalf</translation>
    </message>
    <message>
        <source>Ưu tiên</source>
        <translation>Priority</translation>
    </message>
    <message>
        <source>Cao tuổi</source>
        <translation>Elderly</translation>
    </message>
    <message>
        <source>Khuyết tật</source>
        <translation>Disabled</translation>
    </message>
    <message>
        <source>Chọn lý do</source>
        <translation>Choose a reason</translation>
    </message>
    <message>
        <source>Mất điện</source>
        <translation>Power cut</translation>
    </message>
    <message>
        <source>Mất đường truyền</source>
        <translation>Line down</translation>
    </message>
    <message>
        <source>Quá đông người</source>
        <translation>Too many people</translation>
    </message>
    <message>
        <source>Tiếp ngoài trụ sở</source>
        <translation>Served outside the office</translation>
    </message>
    <message>
        <source>Lý do khác</source>
        <translation>Another reason</translation>
    </message>
    <message>
        <source>Enter: ghi chú</source>
        <translation>Enter: note</translation>
    </message>
    <message>
        <source>Tại quầy</source>
        <translation>At the desk</translation>
    </message>
    <message>
        <source>Điểm và minh chứng</source>
        <translation>Score and evidence</translation>
    </message>
    <message>
        <source>Đang làm</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>Điểm từng tiêu chí</source>
        <translation>Points by criterion</translation>
    </message>
    <message>
        <source>cách tính</source>
        <translation>working</translation>
    </message>
    <message>
        <source>mốc sao: mô hình</source>
        <translation>star steps: model</translation>
    </message>
    <message>
        <source>Mất</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Rất không hài lòng</source>
        <translation>Very dissatisfied</translation>
    </message>
    <message>
        <source>Không hài lòng</source>
        <translation>Dissatisfied</translation>
    </message>
    <message>
        <source>Bình thường</source>
        <translation>Neutral</translation>
    </message>
    <message>
        <source>Hài lòng</source>
        <translation>Satisfied</translation>
    </message>
    <message>
        <source>Rất hài lòng</source>
        <translation>Very satisfied</translation>
    </message>
    <message>
        <source>theo dữ liệu</source>
        <translation>from data</translation>
    </message>
    <message>
        <source>đã xét minh chứng</source>
        <translation>evidence judged</translation>
    </message>
    <message>
        <source>chưa có dữ liệu</source>
        <translation>no data yet</translation>
    </message>
    <message>
        <source>{proven} điểm chứng minh được.</source>
        <translation>{proven} points proven.</translation>
    </message>
    <message numerus="yes">
        <source>{n} tiêu chí, cộng {points}/{max} điểm</source>
        <translation>
            <numerusform>{n} criterion, {points}/{max} points in all</numerusform>
            <numerusform>{n} criteria, {points}/{max} points in all</numerusform>
        </translation>
    </message>
    <message>
        <source>đang mở, tính đến {at}</source>
        <translation>open, counted up to {at}</translation>
    </message>
    <message>
        <source>Điểm tháng {month}</source>
        <translation>Month score {month}</translation>
    </message>
    <message>
        <source>Hài lòng tại quầy: chưa đủ {fewest} phiếu</source>
        <translation>Satisfaction at the desk: fewer than {fewest} answers</translation>
    </message>
    <message>
        <source>Hài lòng tại quầy: {happy}/{answered} = {share}</source>
        <translation>Satisfaction at the desk: {happy}/{answered} = {share}</translation>
    </message>
    <message>
        <source>Câu trả lời chỉ hiện theo từng đợt ngày có ít nhất 5 phiếu mới.</source>
        <translation>Answers are shown only in batches of days with at least 5 new ones.</translation>
    </message>
    <message>
        <source>Cộng phần tự nhận là {declared}.</source>
        <translation>With claims {declared}.</translation>
    </message>
    <message>
        <source>mốc {pass_min}</source>
        <translation>mark {pass_min}</translation>
    </message>
    <message>
        <source>không phát sinh</source>
        <translation>nothing arose</translation>
    </message>
    <message>
        <source>trả lời {answered}/{asked} lượt</source>
        <translation>answered {answered}/{asked} visits</translation>
    </message>
    <message>
        <source>trả lời {answered}/{asked} lượt = {rate} · Wilson 95%: {low}–{high}</source>
        <translation>answered {answered}/{asked} visits = {rate} · Wilson 95%: {low}–{high}</translation>
    </message>
    <message>
        <source>xấu nhất, nếu người im lặng đều không hài lòng: {worst}</source>
        <translation>at worst, if all who are silent were dissatisfied: {worst}</translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt không được mời đánh giá, tính là im lặng</source>
        <translation>
            <numerusform>{n} visit was not asked to rate and counts as silent</numerusform>
            <numerusform>{n} visits were not asked to rate and count as silent</numerusform>
        </translation>
    </message>
    <message>
        <source>không trả lời {n}</source>
        <translation>no answer {n}</translation>
    </message>
    <message>
        <source>Cộng phần tự nhận là {declared}, đủ mốc {pass_min}.</source>
        <translation>With claims {declared}, the mark {pass_min} is reached.</translation>
    </message>
    <message>
        <source>Cộng phần tự nhận là {declared}, còn thiếu {missing} tới mốc {pass_min}.</source>
        <translation>With claims {declared}, {missing} short of the mark {pass_min}.</translation>
    </message>
    <message>
        <source>chưa có minh chứng {points}</source>
        <translation>no evidence {points}</translation>
    </message>
    <message>
        <source>mất {points}</source>
        <translation>lost {points}</translation>
    </message>
    <message>
        <source>cán bộ một cửa</source>
        <translation>desk officer</translation>
    </message>
    <message>
        <source>cán bộ phụ trách minh chứng</source>
        <translation>evidence clerk</translation>
    </message>
    <message>
        <source>phó chủ tịch, giám đốc trung tâm</source>
        <translation>vice chair, head of the centre</translation>
    </message>
    <message>
        <source>bí thư</source>
        <translation>party secretary</translation>
    </message>
    <message>
        <source>chủ tịch</source>
        <translation>chair</translation>
    </message>
    <message>
        <source>quản trị</source>
        <translation>administrator</translation>
    </message>
    <message>
        <source>thành viên đoàn kiểm tra</source>
        <translation>inspector</translation>
    </message>
    <message>
        <source>Ai làm việc tại quầy này?</source>
        <translation>Who works at this desk?</translation>
    </message>
    <message>
        <source>Cán bộ</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>Mã PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Vào làm việc</source>
        <translation>Start work</translation>
    </message>
    <message>
        <source>Trang in</source>
        <translation>Printed pages</translation>
    </message>
    <message>
        <source>Trang {n}</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>Bảng tự chấm điểm</source>
        <translation>Self-assessment form</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
    </message>
    <message>
        <source>Lưu PDF…</source>
        <translation>Save PDF…</translation>
    </message>
    <message>
        <source>Đang lập bảng…</source>
        <translation>Making the form…</translation>
    </message>
    <message>
        <source>Đang gửi tới máy in…</source>
        <translation>Sending to the printer…</translation>
    </message>
    <message numerus="yes">
        <source>{n} trang. Bản in lần {copy}, số {number}.</source>
        <translation>
            <numerusform>{n} page. Copy {copy}, number {number}.</numerusform>
            <numerusform>{n} pages. Copy {copy}, number {number}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Đã lưu {file}.</source>
        <translation>Saved {file}.</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in nào. Lưu PDF rồi in ở máy khác.</source>
        <translation>This machine has no printer. Save the PDF and print it elsewhere.</translation>
    </message>
    <message>
        <source>Máy in đã nhận bảng tự chấm; bản in đã ghi vào nhật ký.</source>
        <translation>The printer took the self-assessment; the copy is in the log.</translation>
    </message>
    <message>
        <source>Tên · số cuối định danh · điện thoại · mã</source>
        <translation>Name · last digits of the ID · phone · code</translation>
    </message>
    <message>
        <source>Dòng tra cứu</source>
        <translation>Search line</translation>
    </message>
    <message>
        <source>Xóa</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Kết quả tra cứu</source>
        <translation>What was found</translation>
    </message>
    <message>
        <source>Gõ không dấu tìm được mọi cách viết; gõ có dấu thì đúng dấu đứng trước.</source>
        <translation>Without accents every spelling is found; with accents exact ones stand first.</translation>
    </message>
    <message>
        <source>Ghi lượt mới</source>
        <translation>New visit</translation>
    </message>
    <message>
        <source>mở</source>
        <translation>open</translation>
    </message>
    <message>
        <source>ghi lượt cho người này</source>
        <translation>new visit for this person</translation>
    </message>
    <message numerus="yes">
        <source>{n} kết quả</source>
        <translation>
            <numerusform>{n} result</numerusform>
            <numerusform>{n} results</numerusform>
        </translation>
    </message>
    <message>
        <source>Gõ tên, 4 hoặc 6 số cuối định danh, điện thoại, mã hồ sơ, thủ tục.</source>
        <translation>Type a name, the last 4 or 6 digits of an ID, a phone, a case code, a procedure.</translation>
    </message>
    <message numerus="yes">
        <source>{n} kết quả đầu, gõ thêm để thu hẹp</source>
        <translation>
            <numerusform>first {n} result, type more to narrow</numerusform>
            <numerusform>first {n} results, type more to narrow</numerusform>
        </translation>
    </message>
    <message>
        <source>{head}, mới nhất trước</source>
        <translation>{head}, newest first</translation>
    </message>
    <message>
        <source>số cuối {last}</source>
        <translation>ends in {last}</translation>
    </message>
    <message>
        <source>lượt tiếp</source>
        <translation>visit</translation>
    </message>
    <message>
        <source>thủ tục</source>
        <translation>procedure</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedures</translation>
    </message>
    <message>
        <source>Giờ tiếp</source>
        <translation>Time of visit</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Nơi ở</source>
        <translation>Residence</translation>
    </message>
    <message>
        <source>Tổ chức</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Case code</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>Mã</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Tên đầy đủ</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Lĩnh vực</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Thời hạn</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>đã hủy</source>
        <translation>voided</translation>
    </message>
    <message>
        <source>Số định danh</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>Ghi muộn lúc</source>
        <translation>Logged late at</translation>
    </message>
    <message>
        <source>Ctrl + số để mở trang</source>
        <translation>Ctrl + digit opens a page</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>sửa</source>
        <translation>correct</translation>
    </message>
    <message>
        <source>hủy lượt</source>
        <translation>void</translation>
    </message>
    <message>
        <source>Giờ</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Người</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>đã nhận</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>cần bổ sung</source>
        <translation>supplement</translation>
    </message>
    <message>
        <source>từ chối</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>đã trả</source>
        <translation>handed over</translation>
    </message>
    <message>
        <source>Chưa có lượt nào hôm nay. Gõ tên ở dòng trên, Ctrl Enter để ghi.</source>
        <translation>No visit yet today. Type a name in the line above, Ctrl Enter logs it.</translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt</source>
        <translation>
            <numerusform>{n} visit</numerusform>
            <numerusform>{n} visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{first} và {n} việc khác</source>
        <translation>
            <numerusform>{first} and {n} more matter</numerusform>
            <numerusform>{first} and {n} more matters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt chỉ hỏi</source>
        <translation>
            <numerusform>{n} question only</numerusform>
            <numerusform>{n} questions only</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt đã hủy</source>
        <translation>
            <numerusform>{n} voided</numerusform>
            <numerusform>{n} voided</numerusform>
        </translation>
    </message>
    <message>
        <source>hai cách ghi</source>
        <translation>two versions</translation>
    </message>
    <message>
        <source>ghi muộn</source>
        <translation>logged late</translation>
    </message>
    <message>
        <source>đã trả lời</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>Thứ Hai</source>
        <translation>Monday</translation>
    </message>
    <message>
        <source>Thứ Ba</source>
        <translation>Tuesday</translation>
    </message>
    <message>
        <source>Thứ Tư</source>
        <translation>Wednesday</translation>
    </message>
    <message>
        <source>Thứ Năm</source>
        <translation>Thursday</translation>
    </message>
    <message>
        <source>Thứ Sáu</source>
        <translation>Friday</translation>
    </message>
    <message>
        <source>Thứ Bảy</source>
        <translation>Saturday</translation>
    </message>
    <message>
        <source>Chủ Nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>CA THỰC HÀNH</source>
        <translation>PRACTICE SHIFT</translation>
    </message>
    <message>
        <source>Lưu trên máy này · chưa có lượt nào hôm nay</source>
        <translation>Kept on this machine · no visit yet today</translation>
    </message>
    <message>
        <source>Lưu trên máy này · lượt cuối {at}</source>
        <translation>Kept on this machine · last visit {at}</translation>
    </message>
    <message>
        <source>Hủy lượt tiếp</source>
        <translation>Void a visit</translation>
    </message>
    <message>
        <source>Hủy lượt này</source>
        <translation>Void this visit</translation>
    </message>
    <message>
        <source>Lượt đã hủy vẫn còn trong nhật ký với lý do, và không được tính nữa.</source>
        <translation>A voided visit stays in the log with its reason and is counted no more.</translation>
    </message>
    <message>
        <source>Sửa lượt tiếp</source>
        <translation>Correct a visit</translation>
    </message>
    <message>
        <source>Ghi bản sửa</source>
        <translation>Record the correction</translation>
    </message>
    <message>
        <source>Thêm việc: gõ mã hoặc tên thủ tục</source>
        <translation>Add a matter: type a code or name</translation>
    </message>
    <message>
        <source>Thêm việc</source>
        <translation>Add a matter</translation>
    </message>
    <message>
        <source>để trống: giữ như cũ</source>
        <translation>empty: stays as it was</translation>
    </message>
    <message>
        <source>Việc hôm nay</source>
        <translation>Matters today</translation>
    </message>
    <message>
        <source>nếu hệ thống tỉnh đã cấp</source>
        <translation>if the province's system gave one</translation>
    </message>
    <message>
        <source>dd/mm/yyyy hh:mm</source>
        <translation>dd/mm/yyyy hh:mm</translation>
    </message>
    <message>
        <source>Vì sao muộn</source>
        <translation>Why late</translation>
    </message>
    <message>
        <source>Người đến</source>
        <translation>Visitor</translation>
    </message>
    <message>
        <source>12 chữ số; chỉ giữ 4 số cuối</source>
        <translation>12 digits; only the last 4 are kept</translation>
    </message>
    <message>
        <source>Gõ mã hoặc tên thủ tục ở dòng trên.</source>
        <translation>Type a code or the name of a procedure above.</translation>
    </message>
    <message>
        <source>Đã ghi muộn cho {at}</source>
        <translation>Late entry logged for {at}</translation>
    </message>
    <message>
        <source>Đã ghi lúc {at}</source>
        <translation>Logged at {at}</translation>
    </message>
    <message>
        <source>Cách tính điểm</source>
        <translation>How the points are worked out</translation>
    </message>
    <message>
        <source>Các lượt được tính</source>
        <translation>Visits counted</translation>
    </message>
    <message>
        <source>Ngày giờ</source>
        <translation>Date and time</translation>
    </message>
    <message>
        <source>Loại</source>
        <translation>Counted as</translation>
    </message>
    <message>
        <source>trong tháng</source>
        <translation>the month</translation>
    </message>
    <message>
        <source>từ đầu quý đến hết tháng</source>
        <translation>the quarter up to the month's end</translation>
    </message>
    <message>
        <source>từ đầu năm đến hết tháng</source>
        <translation>the year up to the month's end</translation>
    </message>
    <message>
        <source>cả năm</source>
        <translation>the whole year</translation>
    </message>
    <message>
        <source>đợt khảo sát gần nhất</source>
        <translation>the newest survey round</translation>
    </message>
    <message>
        <source>Điểm theo tỷ lệ.</source>
        <translation>Points by ratio.</translation>
    </message>
    <message>
        <source>Điểm theo mức tỷ lệ.</source>
        <translation>Points by steps of a ratio.</translation>
    </message>
    <message>
        <source>Điểm theo mức số lượng.</source>
        <translation>Points by steps of a count.</translation>
    </message>
    <message>
        <source>Điểm theo danh mục phải có.</source>
        <translation>Points by a checklist.</translation>
    </message>
    <message>
        <source>Điểm cộng từ nhiều phần.</source>
        <translation>Points added from parts.</translation>
    </message>
    <message>
        <source>Trừ điểm theo số vụ.</source>
        <translation>Points deducted per matter.</translation>
    </message>
    <message>
        <source>Điểm theo phiếu khảo sát.</source>
        <translation>Points by survey sheets.</translation>
    </message>
    <message>
        <source>Điểm theo kết quả kiểm tra.</source>
        <translation>Points by inspection.</translation>
    </message>
    <message>
        <source>Điểm lấy từ chỉ số có văn bản.</source>
        <translation>Points taken from an index with its document.</translation>
    </message>
    <message>
        <source>mọi lượt tiếp</source>
        <translation>all visits</translation>
    </message>
    <message>
        <source>lượt làm thủ tục</source>
        <translation>visits with a service</translation>
    </message>
    <message>
        <source>lượt chỉ hỏi</source>
        <translation>questions only</translation>
    </message>
    <message>
        <source>lượt giúp nộp trực tuyến</source>
        <translation>help online</translation>
    </message>
    <message>
        <source>lượt được mời đánh giá</source>
        <translation>asked to rate</translation>
    </message>
    <message>
        <source>lượt trả lời đánh giá</source>
        <translation>rated</translation>
    </message>
    <message>
        <source>lượt không muốn đánh giá</source>
        <translation>declined to rate</translation>
    </message>
    <message>
        <source>lượt hết giờ đánh giá</source>
        <translation>ran out of time</translation>
    </message>
    <message>
        <source>lượt không được mời đánh giá</source>
        <translation>not asked to rate</translation>
    </message>
    <message>
        <source>Chứng minh được {proven} trên {max} điểm.</source>
        <translation>{proven} of {max} points are proven.</translation>
    </message>
    <message>
        <source>Quy định: {words}</source>
        <translation>Rule: {words}</translation>
    </message>
    <message>
        <source>Phường, xã tự chấm {points} điểm.</source>
        <translation>The commune claims {points} points.</translation>
    </message>
    <message>
        <source>Minh chứng cần có: {papers}.</source>
        <translation>Evidence needed: {papers}.</translation>
    </message>
    <message>
        <source>Theo dữ liệu: {fraction}.</source>
        <translation>From the data: {fraction}.</translation>
    </message>
    <message>
        <source>Chưa đủ {n} phiếu nên chưa tính theo mức.</source>
        <translation>Fewer than {n} answers, so no step counts yet.</translation>
    </message>
    <message>
        <source>Đạt mức từ {least}: {points} điểm.</source>
        <translation>Step from {least} reached: {points} points.</translation>
    </message>
    <message>
        <source>Trong kỳ không phát sinh việc nào phải tính.</source>
        <translation>Nothing arose in this period.</translation>
    </message>
    <message>
        <source>Chương trình chưa có số liệu của tiêu chí này. Phường, xã có thể tự chấm.</source>
        <translation>The program has no figures for this criterion yet. The commune may claim points.</translation>
    </message>
    <message>
        <source>Tiêu chí này xét bằng minh chứng.</source>
        <translation>This criterion is judged by evidence.</translation>
    </message>
    <message>
        <source>Tiêu chí này xét bằng minh chứng. Phường, xã chưa khai điểm.</source>
        <translation>This criterion is judged by evidence. The commune has not claimed points.</translation>
    </message>
    <message>
        <source>Tiêu chí không tính vào điểm tối đa của kỳ này.</source>
        <translation>The criterion is not part of the maximum of this period.</translation>
    </message>
    <message>
        <source>Kỳ tính: {window}.</source>
        <translation>Period: {window}.</translation>
    </message>
    <message>
        <source>Lý do: {reason}</source>
        <translation>Reason: {reason}</translation>
    </message>
    <message>
        <source>Phần {n}: {line}</source>
        <translation>Part {n}: {line}</translation>
    </message>
</context>
</TS>
