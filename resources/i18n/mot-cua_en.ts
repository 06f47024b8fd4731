<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="vi">
<context>
    <name>MotCua</name>
    <message>
        <source>Chương trình gặp lỗi của chính nó. Dữ liệu đã ghi vẫn an toàn trên máy này.</source>
        <translation>The program ran into an error of its own. What was logged is safe on this machine.</translation>
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
        <translation>Logs visits, scores from the log, prints the self-assessment. Works without a connection.</translation>
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
        <source>Gửi bằng USB</source>
        <translation>Send by USB stick</translation>
    </message>
    <message>
        <source>Đã làm được bao nhiêu</source>
        <translation>How far it is</translation>
    </message>
    <message>
        <source>Gửi lên tỉnh bằng USB</source>
        <translation>Send to the province on a USB stick</translation>
    </message>
    <message>
        <source>Dùng khi không có đường truyền. Gói chỉ tỉnh mở được; ai mang hộ, kể cả quầy khác, đều không đọc được gì.</source>
        <translation>For when there is no line. Only the province can open the bundle; whoever carries it, another desk too, can read nothing.</translation>
    </message>
    <message>
        <source>Ghi ra USB…</source>
        <translation>Write to the stick…</translation>
    </message>
    <message>
        <source>Đọc trả lời của tỉnh…</source>
        <translation>Read the province's reply…</translation>
    </message>
    <message>
        <source>Dừng</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Bước 1 · Ghi ra USB</source>
        <translation>Step 1 · Write to the stick</translation>
    </message>
    <message>
        <source>Bước 2 · Đọc trả lời</source>
        <translation>Step 2 · Read the reply</translation>
    </message>
    <message>
        <source>Ghi gói ra USB</source>
        <translation>Write the bundle to the stick</translation>
    </message>
    <message>
        <source>Chọn gói trả lời của tỉnh</source>
        <translation>Choose the province's reply</translation>
    </message>
    <message>
        <source>Quầy này chưa nối với tỉnh. Nối trước, không có mạng thì bằng tệp, rồi mới gửi bằng USB được.</source>
        <translation>This desk is not connected to the province. Connect it first, by file where there is no line; then it can send by USB stick.</translation>
    </message>
    <message>
        <source>Chờ gửi: {ops} thao tác, {blobs} ảnh và bản quét.</source>
        <translation>Waiting: {ops} entries, {blobs} photos and scans.</translation>
    </message>
    <message>
        <source>Không có gì chờ gửi; gói vẫn hỏi được tin của tỉnh và của quầy khác.</source>
        <translation>Nothing waits; a bundle still asks for news of the province and of other desks.</translation>
    </message>
    <message>
        <source>Chưa ghi gói nào.</source>
        <translation>No bundle was written yet.</translation>
    </message>
    <message>
        <source>Gói gần nhất {file} ghi lúc {when}, chưa nhận trả lời.</source>
        <translation>The last bundle {file} was written at {when}; its reply is not here yet.</translation>
    </message>
    <message>
        <source>Đã nhận trả lời lúc {when}.</source>
        <translation>The reply was read at {when}.</translation>
    </message>
    <message>
        <source>Đã ghi {file} ({size}): {ops} thao tác, {blobs} ảnh và bản quét. Tháo USB an toàn rồi mang lên tỉnh. Mọi thao tác vẫn tính là chưa gửi cho đến khi nhận trả lời.</source>
        <translation>Wrote {file} ({size}): {ops} entries, {blobs} photos and scans. Eject the stick safely and take it to the province. Every entry counts as not sent until the reply is read.</translation>
    </message>
    <message>
        <source>Gói gồm {n} tệp, mang đủ cả {n} tệp.</source>
        <translation>The bundle is {n} files; take all {n} of them.</translation>
    </message>
    <message>
        <source>Đã nhận trả lời: tỉnh xác nhận {confirmed} thao tác và {blobs} tệp đính kèm. Nhận về {received} thao tác của quầy khác, {packages} gói mới. Còn chờ gửi {waiting}.</source>
        <translation>Read the reply: the province confirms {confirmed} entries and {blobs} attachments. Received {received} entries of other desks, {packages} new packages. Still waiting: {waiting}.</translation>
    </message>
    <message>
        <source>Trả lời này không có gì mới: máy đã biết cả. Còn chờ gửi {waiting}.</source>
        <translation>This reply holds nothing new: this machine knows all of it. Still waiting: {waiting}.</translation>
    </message>
    <message>
        <source>Đang ghi ra USB…</source>
        <translation>Writing to the stick…</translation>
    </message>
    <message>
        <source>Đang đọc trả lời…</source>
        <translation>Reading the reply…</translation>
    </message>
    <message>
        <source>In giấy tiếp nhận và hẹn trả</source>
        <translation>Print the receipt and appointment slip</translation>
    </message>
    <message>
        <source>In phiếu yêu cầu bổ sung</source>
        <translation>Print the request for a supplement</translation>
    </message>
    <message>
        <source>In phiếu từ chối</source>
        <translation>Print the refusal</translation>
    </message>
    <message>
        <source>In văn bản xin lỗi, gia hạn</source>
        <translation>Print the apology with the new date</translation>
    </message>
    <message>
        <source>In văn bản dừng giải quyết</source>
        <translation>Print the notice of stopping</translation>
    </message>
    <message>
        <source>In phiếu kiểm soát quá trình</source>
        <translation>Print the process control slip</translation>
    </message>
    <message>
        <source>In {form}</source>
        <translation>Print {form}</translation>
    </message>
    <message>
        <source>In thư chúc mừng, chia buồn</source>
        <translation>Print the letter of joy or condolence</translation>
    </message>
    <message>
        <source>{value} ngày làm việc</source>
        <translation>{value} working days</translation>
    </message>
    <message>
        <source>{value} ngày</source>
        <translation>{value} days</translation>
    </message>
    <message>
        <source>{value} giờ làm việc</source>
        <translation>{value} working hours</translation>
    </message>
    <message>
        <source>trong ngày</source>
        <translation>same day</translation>
    </message>
    <message>
        <source>Giải quyết</source>
        <translation>Being dealt with</translation>
    </message>
    <message>
        <source>Trả kết quả</source>
        <translation>Hand over</translation>
    </message>
    <message>
        <source>Chờ người dân bổ sung</source>
        <translation>Waiting for the citizen</translation>
    </message>
    <message>
        <source>Chờ người dân đến nhận</source>
        <translation>Waiting to be fetched</translation>
    </message>
    <message>
        <source>theo bản danh mục có hiệu lực lúc nhận</source>
        <translation>by the catalogue in force at receipt</translation>
    </message>
    <message>
        <source>Phí, lệ phí: {fee}</source>
        <translation>Fee: {fee}</translation>
    </message>
    <message>
        <source>Hai quầy ghi khác nhau cùng một mục: cần một người chọn.</source>
        <translation>Two desks recorded the same thing differently: somebody has to choose.</translation>
    </message>
    <message numerus="yes">
        <source>{n} bước không hợp trình tự được giữ lại và đánh dấu.</source>
        <translation>
            <numerusform>{n} step out of order is kept and marked.</numerusform>
            <numerusform>{n} steps out of order are kept and marked.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sắp đến hạn: gửi văn bản xin lỗi trước {due} thì được tính là kịp.</source>
        <translation>Due soon: an apology sent before {due} counts as in time.</translation>
    </message>
    <message>
        <source>theo thời hạn ghi lúc nhận</source>
        <translation>by the time written at receipt</translation>
    </message>
    <message>
        <source>theo {decision}, bản có hiệu lực lúc nhận</source>
        <translation>by {decision}, in force at receipt</translation>
    </message>
    <message>
        <source>Cách đếm: Bộ luật Dân sự 2015, Điều 147–148.</source>
        <translation>Counted by the Civil Code 2015, Articles 147–148.</translation>
    </message>
    <message>
        <source>{step} (không hợp trình tự)</source>
        <translation>{step} (out of order)</translation>
    </message>
    <message>
        <source>Đã hủy</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>nộp thay: {who}</source>
        <translation>handed in by {who}</translation>
    </message>
    <message>
        <source>số cuối {last}</source>
        <translation>ends in {last}</translation>
    </message>
    <message>
        <source>mã hồ sơ {reference}</source>
        <translation>case code {reference}</translation>
    </message>
    <message>
        <source>Lịch: {name}.</source>
        <translation>Calendar: {name}.</translation>
    </message>
    <message>
        <source>Nhận hồ sơ</source>
        <translation>Accepted</translation>
    </message>
    <message>
        <source>{step} (đã bỏ)</source>
        <translation>{step} (taken back)</translation>
    </message>
    <message>
        <source>còn thiếu</source>
        <translation>still missing</translation>
    </message>
    <message>
        <source>Phí, lệ phí: miễn</source>
        <translation>Fees: exempt</translation>
    </message>
    <message>
        <source>Chưa ghi phí</source>
        <translation>Fee not recorded</translation>
    </message>
    <message>
        <source>chưa thu</source>
        <translation>not paid yet</translation>
    </message>
    <message numerus="yes">
        <source>{n} bản chính</source>
        <translation>
            <numerusform>{n} original</numerusform>
            <numerusform>{n} originals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} bản sao</source>
        <translation>
            <numerusform>{n} copy</numerusform>
            <numerusform>{n} copies</numerusform>
        </translation>
    </message>
    <message>
        <source>Hồ sơ này không có hạn trả.</source>
        <translation>This case has no due date.</translation>
    </message>
    <message>
        <source>Dữ liệu cá nhân của hồ sơ này đã được xóa.</source>
        <translation>The personal data of this case was erased.</translation>
    </message>
    <message>
        <source>Sổ chứng thực</source>
        <translation>Certification book</translation>
    </message>
    <message>
        <source>số {n}</source>
        <translation>no. {n}</translation>
    </message>
    <message>
        <source>Không thu phí</source>
        <translation>No fee</translation>
    </message>
    <message>
        <source>Hồ sơ đầy đủ, hợp lệ</source>
        <translation>Complete and valid</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung</source>
        <translation>Ask for papers</translation>
    </message>
    <message>
        <source>Đã bổ sung</source>
        <translation>Supplemented</translation>
    </message>
    <message>
        <source>Từ chối giải quyết</source>
        <translation>Refuse</translation>
    </message>
    <message>
        <source>Chuyển xử lý</source>
        <translation>Transfer</translation>
    </message>
    <message>
        <source>Nhận lại</source>
        <translation>Take back in</translation>
    </message>
    <message>
        <source>Xin lỗi, gia hạn</source>
        <translation>Apologise, extend</translation>
    </message>
    <message>
        <source>Dừng giải quyết</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Người nộp rút hồ sơ</source>
        <translation>Withdrawn by the applicant</translation>
    </message>
    <message>
        <source>Có kết quả</source>
        <translation>Result ready</translation>
    </message>
    <message>
        <source>Đưa vào lưu trữ</source>
        <translation>Put into the archive</translation>
    </message>
    <message>
        <source>Thu phí, lệ phí</source>
        <translation>Take the fee</translation>
    </message>
    <message>
        <source>công chức chuyên môn</source>
        <translation>specialist</translation>
    </message>
    <message>
        <source>cơ quan khác</source>
        <translation>another office</translation>
    </message>
    <message>
        <source>cấp tỉnh</source>
        <translation>the province</translation>
    </message>
    <message>
        <source>cho người nộp</source>
        <translation>to the applicant</translation>
    </message>
    <message>
        <source>cho người được ủy quyền</source>
        <translation>to an authorised person</translation>
    </message>
    <message>
        <source>qua bưu chính</source>
        <translation>by post</translation>
    </message>
    <message>
        <source>trực tuyến</source>
        <translation>online</translation>
    </message>
    <message>
        <source>được miễn</source>
        <translation>exempt</translation>
    </message>
    <message>
        <source>tiền mặt</source>
        <translation>cash</translation>
    </message>
    <message>
        <source>chuyển khoản</source>
        <translation>transfer</translation>
    </message>
    <message>
        <source>thanh toán trực tuyến</source>
        <translation>paid online</translation>
    </message>
    <message>
        <source>theo đề nghị của người nộp</source>
        <translation>asked by the applicant</translation>
    </message>
    <message>
        <source>theo cơ quan</source>
        <translation>by the office</translation>
    </message>
    <message>
        <source>Đang giải quyết</source>
        <translation>In progress</translation>
    </message>
    <message>
        <source>Chờ bổ sung</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đã chuyển xử lý</source>
        <translation>Transferred</translation>
    </message>
    <message>
        <source>Đã trả kết quả</source>
        <translation>Handed over</translation>
    </message>
    <message>
        <source>Đã dừng giải quyết</source>
        <translation>Stopped</translation>
    </message>
    <message>
        <source>Người nộp đã rút</source>
        <translation>Withdrawn</translation>
    </message>
    <message>
        <source>Đã đưa vào lưu trữ</source>
        <translation>Archived</translation>
    </message>
    <message numerus="yes">
        <source>{day} · còn {n} ngày làm việc</source>
        <translation>
            <numerusform>{day} · {n} working day left</numerusform>
            <numerusform>{day} · {n} working days left</numerusform>
        </translation>
    </message>
    <message>
        <source>hôm nay {time}</source>
        <translation>today {time}</translation>
    </message>
    <message>
        <source>hẹn {day}</source>
        <translation>due {day}</translation>
    </message>
    <message numerus="yes">
        <source>quá hạn {n} ngày</source>
        <translation>
            <numerusform>{n} day overdue</numerusform>
            <numerusform>{n} days overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>quá hạn {n} giờ</source>
        <translation>
            <numerusform>{n} hour overdue</numerusform>
            <numerusform>{n} hours overdue</numerusform>
        </translation>
    </message>
    <message>
        <source>vừa quá hạn</source>
        <translation>just overdue</translation>
    </message>
    <message>
        <source>chưa có hạn</source>
        <translation>no due date</translation>
    </message>
    <message>
        <source>đã hủy</source>
        <translation>voided</translation>
    </message>
    <message>
        <source>có kết quả</source>
        <translation>result ready</translation>
    </message>
    <message>
        <source>chờ bổ sung</source>
        <translation>waiting for papers</translation>
    </message>
    <message>
        <source>có kết quả từ {day}</source>
        <translation>ready since {day}</translation>
    </message>
    <message>
        <source>Tên được che vì việc này. Enter để xem tên.</source>
        <translation>The name is covered because of this matter. Enter shows it.</translation>
    </message>
    <message>
        <source>Không ở trong danh sách bên trái</source>
        <translation>Not in the list on the left</translation>
    </message>
    <message>
        <source>Hồ sơ đang chọn bên trái mở ra ở đây.</source>
        <translation>The case chosen on the left opens here.</translation>
    </message>
    <message>
        <source>Vì sao hạn này</source>
        <translation>Why this date</translation>
    </message>
    <message>
        <source>Các bước</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>Giấy tờ và lệ phí</source>
        <translation>Papers and fee</translation>
    </message>
    <message>
        <source>Khác</source>
        <translation>More</translation>
    </message>
    <message numerus="yes">
        <source>… {n} dòng nữa: Ctrl I</source>
        <translation>
            <numerusform>… {n} more line: Ctrl I</numerusform>
            <numerusform>… {n} more lines: Ctrl I</numerusform>
        </translation>
    </message>
    <message>
        <source>Bỏ bước vừa ghi</source>
        <translation>Take back the last step</translation>
    </message>
    <message>
        <source>Thu gọn</source>
        <translation>Less</translation>
    </message>
    <message>
        <source>Mở rộng</source>
        <translation>More of it</translation>
    </message>
    <message>
        <source>Sửa hồ sơ…</source>
        <translation>Correct the case…</translation>
    </message>
    <message>
        <source>Hủy hồ sơ…</source>
        <translation>Void the case…</translation>
    </message>
    <message>
        <source>Lọc: tên, thủ tục, mã</source>
        <translation>Filter: name, procedure, code</translation>
    </message>
    <message>
        <source>Lọc danh sách</source>
        <translation>Filter the list</translation>
    </message>
    <message>
        <source>danh sách</source>
        <translation>list</translation>
    </message>
    <message>
        <source>mở</source>
        <translation>open</translation>
    </message>
    <message>
        <source>Hôm nay không có hồ sơ nào đến hạn.</source>
        <translation>No case is due today.</translation>
    </message>
    <message>
        <source>Ba ngày làm việc tới không có hồ sơ nào đến hạn.</source>
        <translation>No case is due in the next three working days.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào quá hạn.</source>
        <translation>No case is overdue.</translation>
    </message>
    <message>
        <source>Không có hồ sơ nào chờ người dân bổ sung.</source>
        <translation>No case waits for the citizen's supplement.</translation>
    </message>
    <message>
        <source>Không có kết quả nào chờ người dân đến nhận.</source>
        <translation>No result waits to be fetched.</translation>
    </message>
    <message>
        <source>Chưa có hồ sơ nào của tôi. Hồ sơ nhận ở trang Tiếp nhận sẽ hiện ở đây.</source>
        <translation>No case is mine yet. Cases received on the page Intake will stand here.</translation>
    </message>
    <message>
        <source>Hôm nay</source>
        <translation>Today</translation>
    </message>
    <message>
        <source>Ba ngày tới</source>
        <translation>Next three days</translation>
    </message>
    <message>
        <source>Quá hạn</source>
        <translation>Late</translation>
    </message>
    <message>
        <source>Của tôi</source>
        <translation>Mine</translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ đến hạn trong {days} ngày làm việc tới</source>
        <translation>
            <numerusform>{n} case due within {days} working days</numerusform>
            <numerusform>{n} cases due within {days} working days</numerusform>
        </translation>
    </message>
    <message>
        <source>mỗi ngày thường xong {pace} hồ sơ</source>
        <translation>usually {pace} cases finished a day</translation>
    </message>
    <message numerus="yes">
        <source>khoảng {n} hồ sơ có thể quá hạn</source>
        <translation>
            <numerusform>about {n} case may become overdue</numerusform>
            <numerusform>about {n} cases may become overdue</numerusform>
        </translation>
    </message>
    <message>
        <source>{due}; {pace}: {may}.</source>
        <translation>{due}; {pace}: {may}.</translation>
    </message>
    <message numerus="yes">
        <source>{due} sau {n} hồ sơ đã quá hạn</source>
        <translation>
            <numerusform>{due} after {n} case already overdue</numerusform>
            <numerusform>{due} after {n} cases already overdue</numerusform>
        </translation>
    </message>
    <message>
        <source>Không có hồ sơ nào khớp trong danh sách này. Bớt chữ, hoặc F3 tìm trong tất cả.</source>
        <translation>No case in this list matches. Use fewer words, or F3 to search all of them.</translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ khớp trong {all}</source>
        <translation>
            <numerusform>{n} case of {all} matches</numerusform>
            <numerusform>{n} cases of {all} match</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ đến hạn hôm nay</source>
        <translation>
            <numerusform>{n} case due today</numerusform>
            <numerusform>{n} cases due today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ đến hạn trong ba ngày làm việc tới</source>
        <translation>
            <numerusform>{n} case due in the next three working days</numerusform>
            <numerusform>{n} cases due in the next three working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ quá hạn</source>
        <translation>
            <numerusform>{n} case overdue</numerusform>
            <numerusform>{n} cases overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ chờ người dân bổ sung</source>
        <translation>
            <numerusform>{n} case waiting for a supplement</numerusform>
            <numerusform>{n} cases waiting for a supplement</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ có kết quả chưa nhận</source>
        <translation>
            <numerusform>{n} case with a result not fetched</numerusform>
            <numerusform>{n} cases with a result not fetched</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ của tôi</source>
        <translation>
            <numerusform>{n} case of mine</numerusform>
            <numerusform>{n} cases of mine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} quá hạn</source>
        <translation>
            <numerusform>{n} overdue</numerusform>
            <numerusform>{n} overdue</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} đến hạn hôm nay</source>
        <translation>
            <numerusform>{n} due today</numerusform>
            <numerusform>{n} due today</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} dừng tính</source>
        <translation>
            <numerusform>{n} with its clock stopped</numerusform>
            <numerusform>{n} with their clock stopped</numerusform>
        </translation>
    </message>
    <message>
        <source>hiện {n} hồ sơ đầu</source>
        <translation>the first {n} cases shown</translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ</source>
        <translation>
            <numerusform>{n} case</numerusform>
            <numerusform>{n} cases</numerusform>
        </translation>
    </message>
    <message>
        <source>Phím {n}</source>
        <translation>Key {n}</translation>
    </message>
    <message>
        <source>Đầu ngày {day}</source>
        <translation>Start of {day}</translation>
    </message>
    <message numerus="yes">
        <source>{n} sắp quá hạn: gửi xin lỗi trước {time}</source>
        <translation>
            <numerusform>{n} soon overdue: apologise before {time}</numerusform>
            <numerusform>{n} soon overdue: apologise before {time}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} thủ tục đổi trong tuần</source>
        <translation>
            <numerusform>{n} procedure changed this week</numerusform>
            <numerusform>{n} procedures changed this week</numerusform>
        </translation>
    </message>
    <message>
        <source>Cất</source>
        <translation>Put away</translation>
    </message>
    <message numerus="yes">
        <source>{n} chờ bổ sung</source>
        <translation>
            <numerusform>{n} waiting for papers</numerusform>
            <numerusform>{n} waiting for papers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} có kết quả chưa nhận</source>
        <translation>
            <numerusform>{n} result not fetched</numerusform>
            <numerusform>{n} results not fetched</numerusform>
        </translation>
    </message>
    <message>
        <source>Hồ sơ đầy đủ</source>
        <translation>Complete</translation>
    </message>
    <message>
        <source>Người nộp rút</source>
        <translation>Withdraw</translation>
    </message>
    <message>
        <source>Hủy hồ sơ này</source>
        <translation>Void this case</translation>
    </message>
    <message>
        <source>Ghi bản sửa</source>
        <translation>Record the correction</translation>
    </message>
    <message>
        <source>Hủy hồ sơ</source>
        <translation>Void the case</translation>
    </message>
    <message>
        <source>Sửa hồ sơ</source>
        <translation>Correct the case</translation>
    </message>
    <message>
        <source>Họ và tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Tổ chức</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Người đại diện</source>
        <translation>Representative</translation>
    </message>
    <message>
        <source>Điện thoại</source>
        <translation>Phone</translation>
    </message>
    <message>
        <source>Nơi cư trú</source>
        <translation>Residence</translation>
    </message>
    <message>
        <source>Mã hồ sơ</source>
        <translation>Case code</translation>
    </message>
    <message>
        <source>Nội dung yêu cầu</source>
        <translation>What is asked for</translation>
    </message>
    <message>
        <source>Nhận kết quả tại</source>
        <translation>Result is fetched at</translation>
    </message>
    <message>
        <source>Ghi chú</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>thiếu giấy tờ</source>
        <translation>papers are missing</translation>
    </message>
    <message>
        <source>giấy tờ chưa hợp lệ</source>
        <translation>papers are not valid</translation>
    </message>
    <message>
        <source>không thuộc thẩm quyền</source>
        <translation>not within our authority</translation>
    </message>
    <message>
        <source>không đủ điều kiện</source>
        <translation>conditions are not met</translation>
    </message>
    <message>
        <source>chờ cơ quan khác trả lời</source>
        <translation>waiting for another office</translation>
    </message>
    <message>
        <source>hồ sơ phức tạp</source>
        <translation>a complicated case</translation>
    </message>
    <message>
        <source>quá tải</source>
        <translation>too much work</translation>
    </message>
    <message>
        <source>chờ kết luận của cơ quan khác</source>
        <translation>waiting for another office's finding</translation>
    </message>
    <message>
        <source>người nộp đề nghị dừng</source>
        <translation>the applicant asked to stop</translation>
    </message>
    <message>
        <source>người nộp không còn nhu cầu</source>
        <translation>no longer needed by the applicant</translation>
    </message>
    <message>
        <source>nộp ở nơi khác</source>
        <translation>handed in elsewhere</translation>
    </message>
    <message>
        <source>ghi nhầm người</source>
        <translation>wrong person</translation>
    </message>
    <message>
        <source>ghi nhầm việc</source>
        <translation>wrong matter</translation>
    </message>
    <message>
        <source>ghi hai lần</source>
        <translation>logged twice</translation>
    </message>
    <message>
        <source>gõ sai</source>
        <translation>typing mistake</translation>
    </message>
    <message>
        <source>ghi thiếu</source>
        <translation>something was missing</translation>
    </message>
    <message>
        <source>Thời hạn tạm dừng từ {at} đến khi người dân bổ sung.</source>
        <translation>The clock stands still from {at} until the supplement comes.</translation>
    </message>
    <message>
        <source>Hạn trả mới: {due} (trước đó {old}).</source>
        <translation>New due date: {due} (before: {old}).</translation>
    </message>
    <message>
        <source>Phí, lệ phí chưa thu: {fee}.</source>
        <translation>Fee not paid yet: {fee}.</translation>
    </message>
    <message>
        <source>Thời hạn vẫn tính trong lúc chờ bổ sung.</source>
        <translation>The clock goes on while one waits for the supplement.</translation>
    </message>
    <message>
        <source>Thời hạn dừng từ {at}; bổ sung đủ thì tính lại từ đầu.</source>
        <translation>The clock stops at {at}; with the supplement it begins anew.</translation>
    </message>
    <message>
        <source>Hồ sơ này chưa có hạn trả.</source>
        <translation>This case has no due date yet.</translation>
    </message>
    <message>
        <source>Hạn trả giữ nguyên: {due}.</source>
        <translation>The due date stays: {due}.</translation>
    </message>
    <message numerus="yes">
        <source>Cài đặt ở đây cho gia hạn {n} lần.</source>
        <translation>
            <numerusform>The settings here allow {n} extension.</numerusform>
            <numerusform>The settings here allow {n} extensions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hồ sơ này đã gia hạn {n} lần.</source>
        <translation>
            <numerusform>This case was extended {n} time.</numerusform>
            <numerusform>This case was extended {n} times.</numerusform>
        </translation>
    </message>
    <message>
        <source>Theo đề nghị của</source>
        <translation>Asked by</translation>
    </message>
    <message>
        <source>Hồ sơ đã dừng không tính thời hạn nữa.</source>
        <translation>A stopped case has no time limit any more.</translation>
    </message>
    <message>
        <source>tại quầy</source>
        <translation>at the counter</translation>
    </message>
    <message>
        <source>trực tuyến, bưu chính</source>
        <translation>online or by post</translation>
    </message>
    <message>
        <source>Nộp bổ sung</source>
        <translation>Brought</translation>
    </message>
    <message>
        <source>Giấy tờ cần bổ sung</source>
        <translation>Papers to be brought</translation>
    </message>
    <message>
        <source>mỗi dòng một giấy tờ</source>
        <translation>one paper a line</translation>
    </message>
    <message>
        <source>Đề xuất: thêm đúng một lần thời hạn của thủ tục.</source>
        <translation>Proposed: the procedure's time once more.</translation>
    </message>
    <message>
        <source>Thu {fee}</source>
        <translation>Take {fee}</translation>
    </message>
    <message>
        <source>Hồ sơ đã hủy vẫn còn trong nhật ký với lý do, và không được tính nữa.</source>
        <translation>A voided case stays in the log with its reason and counts no more.</translation>
    </message>
    <message>
        <source>Giấy tờ khác</source>
        <translation>Another paper</translation>
    </message>
    <message>
        <source>Chuyển đến</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Đơn vị</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>Người nhận</source>
        <translation>Who takes it</translation>
    </message>
    <message>
        <source>Hạn trả mới</source>
        <translation>New due date</translation>
    </message>
    <message>
        <source>ngày/tháng/năm giờ</source>
        <translation>day/month/year time</translation>
    </message>
    <message>
        <source>Có văn bản xin lỗi gửi người nộp</source>
        <translation>A written apology goes to the applicant</translation>
    </message>
    <message>
        <source>Hạn đã hẹn: {due}. Chỉ xin lỗi gửi trước lúc đó mới được tính.</source>
        <translation>Promised for {due}. Only an apology sent before then counts.</translation>
    </message>
    <message>
        <source>Đã quá hạn {due}: xin lỗi bây giờ không còn được tính là kịp.</source>
        <translation>Overdue since {due}: an apology now no longer counts as in time.</translation>
    </message>
    <message>
        <source>Người nhận thay</source>
        <translation>Who fetches it</translation>
    </message>
    <message>
        <source>cơ quan</source>
        <translation>the office</translation>
    </message>
    <message>
        <source>người nộp</source>
        <translation>the applicant</translation>
    </message>
    <message>
        <source>Lý do được in trong phiếu từ chối giao người nộp.</source>
        <translation>The reason is printed on the refusal given to the applicant.</translation>
    </message>
    <message>
        <source>{case}: hồ sơ đầy đủ, hợp lệ</source>
        <translation>{case}: complete and valid</translation>
    </message>
    <message>
        <source>{case}: đã yêu cầu bổ sung</source>
        <translation>{case}: supplement requested</translation>
    </message>
    <message>
        <source>{case}: đã nhận bổ sung</source>
        <translation>{case}: supplemented</translation>
    </message>
    <message>
        <source>{case}: đã từ chối giải quyết</source>
        <translation>{case}: refused</translation>
    </message>
    <message>
        <source>{case}: đã chuyển xử lý</source>
        <translation>{case}: transferred</translation>
    </message>
    <message>
        <source>{case}: đã nhận lại</source>
        <translation>{case}: taken back in</translation>
    </message>
    <message>
        <source>{case}: đã xin lỗi, gia hạn</source>
        <translation>{case}: extended with an apology</translation>
    </message>
    <message>
        <source>{case}: đã dừng giải quyết</source>
        <translation>{case}: stopped</translation>
    </message>
    <message>
        <source>{case}: người nộp đã rút</source>
        <translation>{case}: withdrawn</translation>
    </message>
    <message>
        <source>{case}: đã có kết quả</source>
        <translation>{case}: result ready</translation>
    </message>
    <message>
        <source>{case}: đã trả kết quả</source>
        <translation>{case}: handed over</translation>
    </message>
    <message>
        <source>{case}: đã đưa vào lưu trữ</source>
        <translation>{case}: put into the archive</translation>
    </message>
    <message>
        <source>{case}: đã thu phí, lệ phí</source>
        <translation>{case}: fee taken</translation>
    </message>
    <message>
        <source>{case}: trở lại như trước.</source>
        <translation>{case}: as it was before.</translation>
    </message>
    <message>
        <source>hoàn tác</source>
        <translation>undo</translation>
    </message>
    <message>
        <source>ghi lại</source>
        <translation>recorded again</translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ: đã có kết quả</source>
        <translation>
            <numerusform>{n} case: result ready</numerusform>
            <numerusform>{n} cases: results ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ trở lại như trước.</source>
        <translation>
            <numerusform>{n} case is as it was before.</numerusform>
            <numerusform>{n} cases are as they were before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{case}: trở lại như trước; {n} lượt đã ghi được bỏ.</source>
        <translation>
            <numerusform>{case}: as before; {n} logged visit was taken back.</numerusform>
            <numerusform>{case}: as before; {n} logged visits were taken back.</numerusform>
        </translation>
    </message>
    <message>
        <source>Không hồ sơ nào trong số đã chọn ghi được “Có kết quả” lúc này.</source>
        <translation>None of the chosen cases can be marked as ready now.</translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ giữ nguyên vì chưa làm được bước này</source>
        <translation>
            <numerusform>{n} case stays as it is, the step not being possible there</numerusform>
            <numerusform>{n} cases stay as they are, the step not being possible there</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>đã ghi {n} lượt</source>
        <translation>
            <numerusform>{n} visit logged</numerusform>
            <numerusform>{n} visits logged</numerusform>
        </translation>
    </message>
    <message>
        <source>F8 in mẫu {form}</source>
        <translation>F8 prints form {form}</translation>
    </message>
    <message>
        <source>{case}: đã bỏ bước “{step}”</source>
        <translation>{case}: step “{step}” taken back</translation>
    </message>
    <message>
        <source>{case}: bước “{step}” được ghi lại.</source>
        <translation>{case}: step “{step}” recorded again.</translation>
    </message>
    <message>
        <source>{case}: đã hủy hồ sơ</source>
        <translation>{case}: voided</translation>
    </message>
    <message>
        <source>{case}: được tính lại như trước khi hủy.</source>
        <translation>{case}: counts again as before.</translation>
    </message>
    <message>
        <source>{case}: đã sửa hồ sơ</source>
        <translation>{case}: corrected</translation>
    </message>
    <message>
        <source>{case}: nội dung như trước khi sửa.</source>
        <translation>{case}: as it was before the correction.</translation>
    </message>
    <message>
        <source>Danh sách hồ sơ</source>
        <translation>List of cases</translation>
    </message>
    <message>
        <source>Hồ sơ</source>
        <translation>Cases</translation>
    </message>
    <message>
        <source>Số</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>Người nộp</source>
        <translation>Handed in by</translation>
    </message>
    <message>
        <source>Thủ tục</source>
        <translation>Procedure</translation>
    </message>
    <message>
        <source>Hẹn trả</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Danh mục (*.xlsx *.csv *.json);;Mọi tệp (*)</source>
        <translation>Lists (*.xlsx *.csv *.json);;All files (*)</translation>
    </message>
    <message>
        <source>Danh mục thủ tục</source>
        <translation>Catalogue of procedures</translation>
    </message>
    <message>
        <source>Danh mục thủ tục hành chính</source>
        <translation>Catalogue of administrative procedures</translation>
    </message>
    <message>
        <source>Nhập danh mục…</source>
        <translation>Import a list…</translation>
    </message>
    <message>
        <source>Thay đổi tuần này…</source>
        <translation>Changes of this week…</translation>
    </message>
    <message>
        <source>Chọn danh mục của tỉnh</source>
        <translation>Choose the province's list</translation>
    </message>
    <message>
        <source>Không nhận, quay lại danh mục</source>
        <translation>Take nothing in, back to the catalogue</translation>
    </message>
    <message>
        <source>tên, lĩnh vực, mã tắt hoặc mã thủ tục; có dấu hay không đều được</source>
        <translation>name, field, short code or procedure code; with or without accents</translation>
    </message>
    <message>
        <source>Danh mục</source>
        <translation>Catalogue</translation>
    </message>
    <message>
        <source>Lọc</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Chọn một thủ tục để xem thời hạn, phí, thành phần hồ sơ và các phiên bản.</source>
        <translation>Choose a procedure to see its time limits, fees, papers and versions.</translation>
    </message>
    <message>
        <source>Mã</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>Thời hạn</source>
        <translation>Time limit</translation>
    </message>
    <message>
        <source>Độ tin cậy</source>
        <translation>How sure</translation>
    </message>
    <message>
        <source>Không có thủ tục nào khớp với chữ đã gõ.</source>
        <translation>No procedure matches what was typed.</translation>
    </message>
    <message>
        <source>Tuần này danh mục không thay đổi.</source>
        <translation>The catalogue did not change this week.</translation>
    </message>
    <message>
        <source>Tệp như danh mục hiện có. Không có gì thay đổi.</source>
        <translation>The file is as the present catalogue. Nothing changes.</translation>
    </message>
    <message>
        <source>Đang đọc tệp…</source>
        <translation>Reading the file…</translation>
    </message>
    <message>
        <source>Chưa nhận được. Sửa các chỗ này trong tệp rồi chọn lại:</source>
        <translation>It cannot be taken in yet. Correct these places in the file and choose it again:</translation>
    </message>
    <message>
        <source>… và {n} chỗ khác.</source>
        <translation>… and {n} more.</translation>
    </message>
    <message>
        <source>Xem trước khi nhận</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>Các thay đổi</source>
        <translation>Changes</translation>
    </message>
    <message>
        <source>Bãi bỏ thủ tục nhận tại quầy mà tệp không có</source>
        <translation>Abolish procedures received at the desk that the file lacks</translation>
    </message>
    <message>
        <source>Chọn một thay đổi để xem từng mục trước và sau khi nhận.</source>
        <translation>Choose a change to see each field before and after.</translation>
    </message>
    <message>
        <source>Từ ngày</source>
        <translation>From</translation>
    </message>
    <message>
        <source>Thay đổi tuần này</source>
        <translation>Changes of this week</translation>
    </message>
    <message>
        <source>Danh mục thủ tục thay đổi gì tuần này</source>
        <translation>What changed in the catalogue this week</translation>
    </message>
    <message>
        <source>Nhập trong bảy ngày qua, hoặc có hiệu lực trong bảy ngày qua và bảy ngày tới.</source>
        <translation>Imported within the last seven days, or beginning to hold in the last or the next seven.</translation>
    </message>
    <message>
        <source>Thay đổi</source>
        <translation>Changed</translation>
    </message>
    <message>
        <source>Chọn một thay đổi để xem từng mục trước và sau.</source>
        <translation>Choose a change to see each field before and after.</translation>
    </message>
    <message>
        <source>Loại thay đổi</source>
        <translation>Kind of change</translation>
    </message>
    <message>
        <source>Mới</source>
        <translation>New</translation>
    </message>
    <message>
        <source>Bị thay thế</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>Bãi bỏ</source>
        <translation>Abolished</translation>
    </message>
    <message>
        <source>{n} thủ tục mới</source>
        <translation>{n} procedure new</translation>
    </message>
    <message>
        <source>{n} thủ tục thay đổi</source>
        <translation>{n} procedure changed</translation>
    </message>
    <message>
        <source>{n} thủ tục bị thay thế</source>
        <translation>{n} procedure replaced</translation>
    </message>
    <message>
        <source>{n} thủ tục bãi bỏ</source>
        <translation>{n} procedure abolished</translation>
    </message>
    <message>
        <source>hết hiệu lực</source>
        <translation>no longer in force</translation>
    </message>
    <message>
        <source>từ {day}</source>
        <translation>from {day}</translation>
    </message>
    <message>
        <source>đã đối chiếu</source>
        <translation>checked</translation>
    </message>
    <message>
        <source>đối chiếu một phần</source>
        <translation>partly checked</translation>
    </message>
    <message>
        <source>chưa chắc</source>
        <translation>uncertain</translation>
    </message>
    <message numerus="yes">
        <source>{time} · {n} mốc</source>
        <translation>
            <numerusform>{time} · {n} limit</numerusform>
            <numerusform>{time} · {n} limits</numerusform>
        </translation>
    </message>
    <message>
        <source>hết hiệu lực từ {day}</source>
        <translation>no longer in force from {day} on</translation>
    </message>
    <message>
        <source>có hiệu lực từ {day}</source>
        <translation>in force from {day}</translation>
    </message>
    <message numerus="yes">
        <source>Nhận {n} thay đổi</source>
        <translation>
            <numerusform>Take in {n} change</numerusform>
            <numerusform>Take in {n} changes</numerusform>
        </translation>
    </message>
    <message>
        <source>chưa rõ</source>
        <translation>not known</translation>
    </message>
    <message numerus="yes">
        <source>{n} thủ tục</source>
        <translation>
            <numerusform>{n} procedure</numerusform>
            <numerusform>{n} procedures</numerusform>
        </translation>
    </message>
    <message>
        <source>Hiểu biết chung, chưa đối chiếu với công bố của tỉnh.</source>
        <translation>General knowledge, not compared with what the province published.</translation>
    </message>
    <message>
        <source>hiệu lực: không ghi ngày</source>
        <translation>in force: no day given</translation>
    </message>
    <message>
        <source>Hồ sơ đã nhận giữ nguyên bản cũ và hạn đã hẹn.</source>
        <translation>Cases received before keep the old version and the time they were promised.</translation>
    </message>
    <message>
        <source>có hiệu lực ngay</source>
        <translation>in force at once</translation>
    </message>
    <message>
        <source>ngay</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>chưa hiểu</source>
        <translation>not understood</translation>
    </message>
    <message>
        <source>Các phiên bản</source>
        <translation>Versions</translation>
    </message>
    <message>
        <source>từ {first}</source>
        <translation>from {first}</translation>
    </message>
    <message>
        <source>chưa ghi</source>
        <translation>not given</translation>
    </message>
    <message>
        <source>Chưa hiểu: {what}</source>
        <translation>Not understood: {what}</translation>
    </message>
    <message>
        <source>Thay bằng {code}</source>
        <translation>Replaced by {code}</translation>
    </message>
    <message>
        <source>đến {last}</source>
        <translation>to {last}</translation>
    </message>
    <message>
        <source>từ {first} đến {last}</source>
        <translation>from {first} to {last}</translation>
    </message>
    <message>
        <source>Trước: {words}</source>
        <translation>Before: {words}</translation>
    </message>
    <message>
        <source>Nay: {words}</source>
        <translation>Now: {words}</translation>
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
        <source>Khóa, đổi người</source>
        <translation>Lock, switch officer</translation>
    </message>
    <message>
        <source>Mở quầy thực hành</source>
        <translation>Open the practice desk</translation>
    </message>
    <message>
        <source>Mở quầy làm việc thật</source>
        <translation>Open the real desk</translation>
    </message>
    <message>
        <source>Gửi ngay lên tỉnh</source>
        <translation>Send to the province now</translation>
    </message>
    <message>
        <source>Gửi bằng USB…</source>
        <translation>Send by USB stick…</translation>
    </message>
    <message>
        <source>Nối với tỉnh…</source>
        <translation>Connect to the province…</translation>
    </message>
    <message>
        <source>Thoát</source>
        <translation>Quit</translation>
    </message>
    <message>
        <source>Hoàn tác</source>
        <translation>Undo</translation>
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
        <source>Ghi và trả ngay</source>
        <translation>Log, hand over</translation>
    </message>
    <message>
        <source>Chỉ hỏi</source>
        <translation>Only a question</translation>
    </message>
    <message>
        <source>Giúp nộp trực tuyến</source>
        <translation>Help with online filing</translation>
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
        <source>Cho người dân xem lại</source>
        <translation>Let the citizen check</translation>
    </message>
    <message>
        <source>Mời đánh giá</source>
        <translation>Ask for a rating</translation>
    </message>
    <message>
        <source>Không mời đánh giá…</source>
        <translation>Not asked to rate…</translation>
    </message>
    <message>
        <source>Đưa vào danh sách đợi</source>
        <translation>Put into the waiting list</translation>
    </message>
    <message>
        <source>Gọi số tiếp theo</source>
        <translation>Call the next</translation>
    </message>
    <message>
        <source>Danh sách đang đợi</source>
        <translation>Waiting list</translation>
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
        <source>Ghi lượt mới cho người đã tìm</source>
        <translation>New visit for the person found</translation>
    </message>
    <message>
        <source>Xem đủ số định danh</source>
        <translation>Show the whole ID number</translation>
    </message>
    <message>
        <source>Hồ sơ đến hạn</source>
        <translation>Cases due</translation>
    </message>
    <message>
        <source>In giấy của hồ sơ</source>
        <translation>Print the case's paper</translation>
    </message>
    <message>
        <source>Có kết quả, trả kết quả</source>
        <translation>Result ready, hand over</translation>
    </message>
    <message>
        <source>Yêu cầu bổ sung, nhận bổ sung</source>
        <translation>Ask for papers, take them in</translation>
    </message>
    <message>
        <source>Xin lỗi, gia hạn…</source>
        <translation>Apologise and extend…</translation>
    </message>
    <message>
        <source>Chuyển giải quyết…</source>
        <translation>Transfer…</translation>
    </message>
    <message>
        <source>Từ chối…</source>
        <translation>Refuse…</translation>
    </message>
    <message>
        <source>Dừng giải quyết…</source>
        <translation>Stop…</translation>
    </message>
    <message>
        <source>Người nộp rút hồ sơ…</source>
        <translation>Applicant withdraws…</translation>
    </message>
    <message>
        <source>Bước và giấy khác</source>
        <translation>Other steps and papers</translation>
    </message>
    <message>
        <source>Nhập dữ liệu tỉnh…</source>
        <translation>Take in the province's data…</translation>
    </message>
    <message>
        <source>Chép sang hệ thống của tỉnh</source>
        <translation>Copy to the province's form</translation>
    </message>
    <message>
        <source>In sổ và bảng kê…</source>
        <translation>Print registers and lists…</translation>
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
        <source>Bảng số thay cho hình</source>
        <translation>Tables instead of charts</translation>
    </message>
    <message>
        <source>Báo cáo…</source>
        <translation>Reports…</translation>
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
        <source>Đồng bộ</source>
        <translation>Sync</translation>
    </message>
    <message>
        <source>Quản trị</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>Sáng tối theo máy</source>
        <translation>Same as the system</translation>
    </message>
    <message>
        <source>Nền sáng</source>
        <translation>Light background</translation>
    </message>
    <message>
        <source>Nền tối</source>
        <translation>Dark background</translation>
    </message>
    <message>
        <source>Chữ to hơn</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>Chữ nhỏ hơn</source>
        <translation>Smaller text</translation>
    </message>
    <message>
        <source>Chữ cỡ 100%</source>
        <translation>Text at 100%</translation>
    </message>
    <message>
        <source>Trợ giúp trang này</source>
        <translation>Help for this page</translation>
    </message>
    <message>
        <source>Danh mục thủ tục…</source>
        <translation>Catalogue of procedures…</translation>
    </message>
    <message>
        <source>Danh mục thay đổi tuần này…</source>
        <translation>Catalogue: changes of this week…</translation>
    </message>
    <message>
        <source>Gói của tỉnh…</source>
        <translation>Packages of the province…</translation>
    </message>
    <message>
        <source>Đổi người</source>
        <translation>Switch officer</translation>
    </message>
    <message>
        <source>chỉ hỏi</source>
        <translation>only a question</translation>
    </message>
    <message>
        <source>{n} hồ sơ được tính, hiện {shown} hồ sơ mới nhất</source>
        <translation>{n} case counted, the newest {shown} shown</translation>
    </message>
    <message>
        <source>{n} lượt được tính, hiện {shown} lượt mới nhất</source>
        <translation>{n} visit counted, the newest {shown} shown</translation>
    </message>
    <message>
        <source>{n} hồ sơ được tính, mới nhất trước</source>
        <translation>{n} case counted, newest first</translation>
    </message>
    <message>
        <source>{n} lượt được tính, mới nhất trước</source>
        <translation>{n} visit counted</translation>
    </message>
    <message>
        <source>Bản quét và ảnh</source>
        <translation>Scans and photos</translation>
    </message>
    <message>
        <source>Thêm tệp…</source>
        <translation>Add files…</translation>
    </message>
    <message>
        <source>Đã chép được</source>
        <translation>Copied so far</translation>
    </message>
    <message>
        <source>Lấy vào hồ sơ</source>
        <translation>Take into the case</translation>
    </message>
    <message>
        <source>Chọn bản quét hay ảnh của hồ sơ</source>
        <translation>Choose scans or photos of the case</translation>
    </message>
    <message numerus="yes">
        <source>Lấy cả {n} tệp</source>
        <translation>
            <numerusform>Take the {n} file</numerusform>
            <numerusform>Take all {n} files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>và {n} tệp cũ hơn</source>
        <translation>
            <numerusform>and {n} older file</numerusform>
            <numerusform>and {n} older files</numerusform>
        </translation>
    </message>
    <message>
        <source>Trong bộ nhớ tạm không có ảnh hay tệp nào để dán.</source>
        <translation>The clipboard holds no picture or file to paste.</translation>
    </message>
    <message>
        <source>Mọi tệp</source>
        <translation>All files</translation>
    </message>
    <message>
        <source>Ảnh và PDF</source>
        <translation>Pictures and PDF</translation>
    </message>
    <message>
        <source>Chưa có bản quét hay ảnh. Thả tệp vào đây, Ctrl V để dán, Ctrl O để chọn.</source>
        <translation>No scan or photo yet. Drop files here, Ctrl V to paste, Ctrl O to choose.</translation>
    </message>
    <message numerus="yes">
        <source>{n} tệp</source>
        <translation>
            <numerusform>{n} file</numerusform>
            <numerusform>{n} files</numerusform>
        </translation>
    </message>
    <message>
        <source>ảnh dán vào</source>
        <translation>pasted picture</translation>
    </message>
    <message>
        <source>Đang chép tệp {nth}/{all}: {file}</source>
        <translation>Copying file {nth}/{all}: {file}</translation>
    </message>
    <message>
        <source>Đang chép {file}</source>
        <translation>Copying {file}</translation>
    </message>
    <message numerus="yes">
        <source>Và {n} tệp khác không nhận được.</source>
        <translation>
            <numerusform>And {n} other file could not be taken.</numerusform>
            <numerusform>And {n} other files could not be taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tệp mới trong thư mục quét</source>
        <translation>
            <numerusform>{n} new file in the scanner's folder</numerusform>
            <numerusform>{n} new files in the scanner's folder</numerusform>
        </translation>
    </message>
    <message>
        <source>Đã bỏ {file} khỏi giấy tờ của hồ sơ.</source>
        <translation>{file} was taken out of the case's papers.</translation>
    </message>
    <message>
        <source>Đã đưa {file} trở lại hồ sơ.</source>
        <translation>{file} is back in the case.</translation>
    </message>
    <message>
        <source>Bản quét và ảnh của hồ sơ</source>
        <translation>Scans and photos of the case</translation>
    </message>
    <message>
        <source>{width} × {height} điểm ảnh</source>
        <translation>{width} × {height} pixels</translation>
    </message>
    <message>
        <source>Trang trước</source>
        <translation>Previous page</translation>
    </message>
    <message>
        <source>Trang sau</source>
        <translation>Next page</translation>
    </message>
    <message>
        <source>Lưu bản sao…</source>
        <translation>Save a copy…</translation>
    </message>
    <message>
        <source>Bản sao không còn tọa độ, tên máy và người lập; hình ảnh giữ nguyên.</source>
        <translation>The copy holds no place, device or author any more; the picture is unchanged.</translation>
    </message>
    <message>
        <source>Đang mở…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>Đang lưu bản sao…</source>
        <translation>Saving the copy…</translation>
    </message>
    <message>
        <source>Trang {n} / {all}</source>
        <translation>Page {n} / {all}</translation>
    </message>
    <message>
        <source>Đã lưu {file}.</source>
        <translation>Saved {file}.</translation>
    </message>
    <message>
        <source>Lưu bản sao</source>
        <translation>Save a copy</translation>
    </message>
    <message>
        <source>Mã băm {code}</source>
        <translation>Hash {code}</translation>
    </message>
    <message>
        <source>Tệp đã ký số nên giữ nguyên từng byte, còn cả thông tin người lập.</source>
        <translation>The file is digitally signed, so every byte stayed, its author's data as well.</translation>
    </message>
    <message>
        <source>Ảnh chụp nghiêng: khi xem bản sao, xoay {turn}° theo chiều kim đồng hồ.</source>
        <translation>The photo lies on its side: turn the copy {turn}° clockwise.</translation>
    </message>
    <message>
        <source>Ở đây tệp chỉ được vẽ thành hình, không lệnh nào trong đó chạy.</source>
        <translation>Here the file is only drawn as a picture; nothing in it runs.</translation>
    </message>
    <message>
        <source>có lệnh chạy</source>
        <translation>contains a script</translation>
    </message>
    <message>
        <source>có lệnh mở chương trình</source>
        <translation>can start a program</translation>
    </message>
    <message>
        <source>có tệp kèm bên trong</source>
        <translation>files embedded inside</translation>
    </message>
    <message>
        <source>có dữ liệu sau ảnh</source>
        <translation>data after the picture</translation>
    </message>
    <message numerus="yes">
        <source>{n} trang</source>
        <translation>
            <numerusform>{n} page</numerusform>
            <numerusform>{n} pages</numerusform>
        </translation>
    </message>
    <message>
        <source>Tắt bộ gõ tiếng Việt (UniKey) rồi quét lại, hoặc chuyển máy quét sang chế độ cổng COM. Vẫn dùng được: số luôn đúng, tên sẽ hỏi lại.</source>
        <translation>Switch off the Vietnamese typing tool (UniKey) and scan again, or set the scanner to COM port mode. It works as it is: the number is always right, the name will be asked for.</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in nào. Giấy tờ vẫn lưu được thành PDF.</source>
        <translation>This PC has no printer yet. Papers can still be saved as PDF.</translation>
    </message>
    <message>
        <source>Nối và thêm máy in trong cài đặt của máy, rồi bấm Xem lại.</source>
        <translation>Connect a printer and add it in the PC's settings, then press Look again.</translation>
    </message>
    <message>
        <source>{printer}. Xem tờ giấy: đủ dấu ở Ệ ữ ỡ ặ đ, đủ bốn cạnh khung, vạch dài đúng 10 cm.</source>
        <translation>{printer}. Look at the paper: every mark of the five large letters, four sides of the frame, a line of exactly 10 cm.</translation>
    </message>
    <message>
        <source>Quét một thẻ căn cước vào ô dưới. Không có máy quét thì vẫn gõ tay được.</source>
        <translation>Scan an identity card into the field below. Without a scanner one can still type.</translation>
    </message>
    <message>
        <source>Số định danh và họ tên đọc đúng: số cuối {last}, {name}.</source>
        <translation>Number and name were read correctly: ending in {last}, {name}.</translation>
    </message>
    <message>
        <source>Thấy {count} màn hình: {list}.</source>
        <translation>Screens found: {count} ({list}).</translation>
    </message>
    <message>
        <source>số {n} {width}×{height}</source>
        <translation>number {n} {width}×{height}</translation>
    </message>
    <message>
        <source>Còn trống {free} GB, ghi bền vững {ms} ms. Giờ máy {at} · {day} {date}.</source>
        <translation>{free} GB free, a durable write takes {ms} ms. The clock says {at} · {day} {date}.</translation>
    </message>
    <message>
        <source>đang xem</source>
        <translation>looking</translation>
    </message>
    <message>
        <source>Trang thử có đủ chữ Việt: Ệ ữ ỡ ặ đ. Khổ A4, lề trái 30 mm.</source>
        <translation>The test page has every Vietnamese letter. A4, left margin 30 mm.</translation>
    </message>
    <message>
        <source>chưa thấy máy in</source>
        <translation>no printer found</translation>
    </message>
    <message>
        <source>đang gửi</source>
        <translation>sending</translation>
    </message>
    <message>
        <source>Quầy vẫn làm được: giấy tờ lưu thành PDF và in sau.</source>
        <translation>The desk works all the same: save papers as PDF and print them later.</translation>
    </message>
    <message>
        <source>đã in trang thử</source>
        <translation>test page printed</translation>
    </message>
    <message>
        <source>chưa thử</source>
        <translation>not tried yet</translation>
    </message>
    <message>
        <source>Thử một thẻ khác, hoặc xem giấy hướng dẫn của máy quét. Vẫn gõ tay được.</source>
        <translation>Try another card, or look into the scanner's leaflet. One can still type.</translation>
    </message>
    <message>
        <source>12 số định danh đọc đúng. Họ tên đọc thành “{sent}” vì bộ gõ đang bật.</source>
        <translation>The 12 digits were read correctly. The name arrived as “{sent}” because a typing tool is on.</translation>
    </message>
    <message>
        <source>12 số định danh đọc đúng, số cuối {last}. Máy đã sửa lại họ tên: {name}.</source>
        <translation>The 12 digits were read correctly, ending in {last}. The name was repaired: {name}.</translation>
    </message>
    <message>
        <source>bộ gõ đang bật</source>
        <translation>a typing tool is on</translation>
    </message>
    <message>
        <source>12 số định danh đọc đúng, số cuối {last}. Thẻ không có họ tên.</source>
        <translation>The 12 digits were read correctly, ending in {last}. The card holds no name.</translation>
    </message>
    <message>
        <source>đọc đúng</source>
        <translation>reads correctly</translation>
    </message>
    <message>
        <source>Nối màn hình thứ hai và chọn “mở rộng” trong cài đặt của máy.</source>
        <translation>Connect the second screen and choose “extend” in the PC's settings.</translation>
    </message>
    <message>
        <source>Mỗi lượt sẽ ghi là chưa mời đánh giá, lý do: không có màn hình.</source>
        <translation>Each visit will be noted as not offered a rating, for want of a screen.</translation>
    </message>
    <message>
        <source>đã chọn</source>
        <translation>chosen</translation>
    </message>
    <message>
        <source>số {n} {width}×{height} (cán bộ)</source>
        <translation>number {n} {width}×{height} (officer)</translation>
    </message>
    <message>
        <source>không ghi được</source>
        <translation>cannot be written to</translation>
    </message>
    <message>
        <source>Dọn bớt tệp: một năm làm việc cần khoảng 2 GB.</source>
        <translation>Clear some files away: a year of work needs about 2 GB.</translation>
    </message>
    <message>
        <source>Chỉnh ngày giờ trong cài đặt của máy (múi giờ Việt Nam), rồi bấm Xem lại.</source>
        <translation>Set date and time in the PC's settings (time zone Vietnam), then press Look again.</translation>
    </message>
    <message>
        <source>Mỗi lần ghi lượt có thể phải chờ. Ổ SSD ghi nhanh hơn nhiều.</source>
        <translation>Each save may be felt. An SSD writes much faster.</translation>
    </message>
    <message>
        <source>tốt</source>
        <translation>good</translation>
    </message>
    <message>
        <source>chưa in được</source>
        <translation>not printed</translation>
    </message>
    <message>
        <source>chưa đọc được</source>
        <translation>not read</translation>
    </message>
    <message>
        <source>chữ bị sai dấu</source>
        <translation>letters are garbled</translation>
    </message>
    <message>
        <source>thiếu họ tên</source>
        <translation>name missing</translation>
    </message>
    <message>
        <source>Bấm Hiện số, rồi chọn màn hình nào quay về người dân.</source>
        <translation>Press Show numbers, then choose which screen faces the citizen.</translation>
    </message>
    <message>
        <source>Chọn cách người dân đánh giá; nối thêm màn hình lúc nào cũng được.</source>
        <translation>Choose how citizens rate; another screen can be connected at any time.</translation>
    </message>
    <message>
        <source>chờ xác nhận</source>
        <translation>to be confirmed</translation>
    </message>
    <message>
        <source>chưa thấy màn hình thứ hai</source>
        <translation>no second screen found</translation>
    </message>
    <message>
        <source>không mời đánh giá</source>
        <translation>ratings are not offered</translation>
    </message>
    <message>
        <source>kho khóa chưa dùng được</source>
        <translation>the keyring cannot be used yet</translation>
    </message>
    <message>
        <source>sắp hết chỗ</source>
        <translation>little room left</translation>
    </message>
    <message>
        <source>giờ sai</source>
        <translation>wrong time</translation>
    </message>
    <message>
        <source>ổ đĩa ghi chậm</source>
        <translation>the disk is slow</translation>
    </message>
    <message>
        <source>chờ xác nhận giờ</source>
        <translation>is the time right?</translation>
    </message>
    <message>
        <source>Màn hình thứ hai quay về người dân</source>
        <translation>The second screen faces the citizen</translation>
    </message>
    <message>
        <source>Xoay màn hình của tôi về người dân</source>
        <translation>I turn my own screen to the citizen</translation>
    </message>
    <message>
        <source>Không mời đánh giá ở quầy này</source>
        <translation>Ratings are not offered at this desk</translation>
    </message>
    <message>
        <source>Máy in</source>
        <translation>Printer</translation>
    </message>
    <message>
        <source>In trang thử</source>
        <translation>Print test page</translation>
    </message>
    <message>
        <source>Xem lại</source>
        <translation>Look again</translation>
    </message>
    <message>
        <source>Quét một thẻ vào đây</source>
        <translation>Scan a card here</translation>
    </message>
    <message>
        <source>không lưu lại gì</source>
        <translation>nothing is kept</translation>
    </message>
    <message>
        <source>Cổng của máy quét</source>
        <translation>Port of the scanner</translation>
    </message>
    <message>
        <source>Máy quét qua cổng COM:</source>
        <translation>Scanner on a COM port:</translation>
    </message>
    <message>
        <source>Hiện số</source>
        <translation>Show numbers</translation>
    </message>
    <message>
        <source>Giờ đúng</source>
        <translation>Time is right</translation>
    </message>
    <message>
        <source>Giờ sai</source>
        <translation>Time is wrong</translation>
    </message>
    <message>
        <source>không dùng</source>
        <translation>not used</translation>
    </message>
    <message>
        <source>Máy quét thẻ</source>
        <translation>Card scanner</translation>
    </message>
    <message>
        <source>Màn hình cho người dân</source>
        <translation>The citizen's screen</translation>
    </message>
    <message>
        <source>Ổ đĩa, kho khóa và đồng hồ</source>
        <translation>Disk, keyring and clock</translation>
    </message>
    <message>
        <source>In tờ khóa</source>
        <translation>Print the key</translation>
    </message>
    <message>
        <source>Lưu PDF…</source>
        <translation>Save PDF…</translation>
    </message>
    <message>
        <source>Hoặc chép tay đủ 8 nhóm ra giấy: không có bản nào trong máy in hay USB. Cho tờ giấy vào phong bì niêm phong, giao nơi giữ, không để ở máy này.</source>
        <translation>Or copy all 8 groups onto paper by hand: then no copy is left in a printer or on a stick. Put the paper into a sealed envelope and hand it over; keep none at this PC.</translation>
    </message>
    <message>
        <source>Khóa đã được che. Đọc trên tờ giấy và gõ hai nhóm này; đúng thì quầy được tạo.</source>
        <translation>The key is covered now. Read these two groups off the paper and type them; when they are right, the desk is made.</translation>
    </message>
    <message>
        <source>Khóa số {number}</source>
        <translation>Key number {number}</translation>
    </message>
    <message>
        <source>Nhóm {n}</source>
        <translation>Group {n}</translation>
    </message>
    <message>
        <source>Đang tạo quầy…</source>
        <translation>Making the desk…</translation>
    </message>
    <message>
        <source>Lưu PDF</source>
        <translation>Save PDF</translation>
    </message>
    <message>
        <source>Nhóm</source>
        <translation>Group</translation>
    </message>
    <message>
        <source>Máy này chưa có máy in nào.</source>
        <translation>This PC has no printer yet.</translation>
    </message>
    <message>
        <source>Tiếp: đọc lại từ tờ giấy</source>
        <translation>Next: read it back from paper</translation>
    </message>
    <message>
        <source>Tạo quầy</source>
        <translation>Make the desk</translation>
    </message>
    <message>
        <source>Tờ khóa số {number} của lần trước không mở được gì. Xé bỏ tờ đó, dùng khóa mới này.</source>
        <translation>Sheet number {number} of last time opens nothing. Tear it up and use this new key.</translation>
    </message>
    <message>
        <source>Đang gửi…</source>
        <translation>Sending…</translation>
    </message>
    <message>
        <source>Máy in {printer} đã nhận tờ khóa. Lấy giấy ra rồi bấm Tiếp.</source>
        <translation>{printer} took the sheet. Fetch the paper, then press Next.</translation>
    </message>
    <message>
        <source>Đã lưu {file}. In ở máy khác, xong thì xóa tệp.</source>
        <translation>{file} is saved. Print it on another PC, then delete the file.</translation>
    </message>
    <message>
        <source>Thêm cán bộ</source>
        <translation>Add an officer</translation>
    </message>
    <message>
        <source>Đặt mã PIN</source>
        <translation>Set the PIN</translation>
    </message>
    <message>
        <source>Ghi</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>Họ tên</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Vai trò</source>
        <translation>Role</translation>
    </message>
    <message>
        <source>Mã PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Gõ lại mã PIN</source>
        <translation>PIN again</translation>
    </message>
    <message>
        <source>6 đến 8 chữ số, không dễ đoán. Người này tự gõ, không đọc cho ai.</source>
        <translation>6 to 8 digits, not easily guessed. Typed by its owner, told to nobody.</translation>
    </message>
    <message>
        <source>Quản trị quầy</source>
        <translation>Administrator of the desk</translation>
    </message>
    <message>
        <source>Đặt mã PIN cho người khác, giữ cài đặt, khôi phục dữ liệu; không ghi lượt tiếp.</source>
        <translation>Sets the PINs of others, keeps the settings, restores data; logs no visits.</translation>
    </message>
    <message>
        <source>Thêm quản trị…</source>
        <translation>Add administrator…</translation>
    </message>
    <message>
        <source>Cán bộ một cửa</source>
        <translation>One-stop officer</translation>
    </message>
    <message>
        <source>Ghi lượt tiếp mỗi ngày. Quầy một người thì cùng một người có hai vai trò, hai dòng.</source>
        <translation>Logs visits every day. At a desk of one, the same person has both roles, in two rows.</translation>
    </message>
    <message>
        <source>Thêm cán bộ…</source>
        <translation>Add officer…</translation>
    </message>
    <message>
        <source>Thêm người…</source>
        <translation>Add somebody…</translation>
    </message>
    <message>
        <source>Mã PIN không được giữ khi cửa sổ đóng.</source>
        <translation>PINs are not kept when the window closes.</translation>
    </message>
    <message>
        <source>Sửa…</source>
        <translation>Change…</translation>
    </message>
    <message>
        <source>Đặt mã PIN…</source>
        <translation>Set the PIN…</translation>
    </message>
    <message>
        <source>Bỏ</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>chưa có</source>
        <translation>nobody yet</translation>
    </message>
    <message>
        <source>đã có mã PIN</source>
        <translation>has a PIN</translation>
    </message>
    <message>
        <source>cần đặt lại mã PIN</source>
        <translation>needs the PIN again</translation>
    </message>
    <message>
        <source>Tên xã, phường hoặc mã năm chữ số</source>
        <translation>Name of the commune, or its code of five digits</translation>
    </message>
    <message>
        <source>Tìm xã, phường</source>
        <translation>Find the commune</translation>
    </message>
    <message>
        <source>Xã, phường tìm thấy</source>
        <translation>Communes found</translation>
    </message>
    <message>
        <source>Tên quầy</source>
        <translation>Desk name</translation>
    </message>
    <message>
        <source>Chỉ muốn tập thử?</source>
        <translation>Only want to try it?</translation>
    </message>
    <message>
        <source>Quầy thực hành mở ngay trong một cửa sổ riêng, có khung màu, người dân không có thật. Các bước ở đây vẫn còn nguyên.</source>
        <translation>The practice desk opens at once in a window of its own, with a coloured frame and invented citizens. The steps here stay as they are.</translation>
    </message>
    <message>
        <source>ví dụ: Quầy 2</source>
        <translation>for example: Desk 2</translation>
    </message>
    <message>
        <source>Xã, phường</source>
        <translation>Commune</translation>
    </message>
    <message>
        <source>Tỉnh, thành phố</source>
        <translation>Province, city</translation>
    </message>
    <message>
        <source>Danh mục trên máy này không có xã, phường nào như vậy. Gõ ít chữ hơn.</source>
        <translation>The list on this PC has no such commune. Type fewer letters.</translation>
    </message>
    <message>
        <source>Gõ vài chữ của tên, có dấu hay không đều được. Enter lấy dòng đầu.</source>
        <translation>Type a few letters of the name, with or without accents. Enter takes the first row.</translation>
    </message>
    <message>
        <source>Quầy đã được tạo ở đây; xã, phường của một quầy không đổi nữa.</source>
        <translation>The desk was made here; the commune of a desk does not change any more.</translation>
    </message>
    <message>
        <source>Cán bộ đã có trong quầy. Thêm người hoặc đổi mã PIN ở trang Quản trị.</source>
        <translation>The officers are in the desk. Add people or change PINs on the Administration page.</translation>
    </message>
    <message>
        <source>Tờ khóa số {number} mở được quầy này. Khóa chỉ hiện một lần, không lưu ở đâu.</source>
        <translation>Sheet number {number} opens this desk. The key was shown once and is kept nowhere.</translation>
    </message>
    <message numerus="yes">
        <source>{n} thiết bị cần chỉnh</source>
        <translation>
            <numerusform>{n} device needs a hand</numerusform>
            <numerusform>{n} devices need a hand</numerusform>
        </translation>
    </message>
    <message>
        <source>Nối quầy với tỉnh</source>
        <translation>Connect the desk to the province</translation>
    </message>
    <message>
        <source>Trong lúc chưa nối</source>
        <translation>While it is not connected</translation>
    </message>
    <message>
        <source>Quầy thực hành</source>
        <translation>Practice desk</translation>
    </message>
    <message>
        <source>Quầy của bạn</source>
        <translation>Your desk</translation>
    </message>
    <message>
        <source>Đã xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>để sau</source>
        <translation>later</translation>
    </message>
    <message>
        <source>Cần một địa chỉ và một mã 10 ký tự do tỉnh cấp, dùng một lần trong 72 giờ.</source>
        <translation>It takes an address and a code of 10 characters from the province, for one use within 72 hours.</translation>
    </message>
    <message>
        <source>Có mã thì quản trị đăng nhập, bấm Ctrl 8 rồi Enter vào “Nối với tỉnh…”; không có mạng thì nối bằng tệp. Số của quầy và giấy đã in không đổi.</source>
        <translation>With the code, the administrator signs in, presses Ctrl 8 and then Enter on “Connect to the province…”; without a line it is done by file. The desk's numbers and printed papers stay as they are.</translation>
    </message>
    <message>
        <source>làm việc được đủ</source>
        <translation>everything works</translation>
    </message>
    <message>
        <source>Mọi lượt tiếp nằm trong nhật ký mã hóa trên máy này; nối rồi thì gửi đi hết.</source>
        <translation>All visits are in the encrypted log on this machine; once connected, all of them are sent.</translation>
    </message>
    <message>
        <source>đã tạo</source>
        <translation>made</translation>
    </message>
    <message>
        <source>Bấm Enter để vào làm việc; lần sau mở chương trình là vào thẳng.</source>
        <translation>Press Enter to start working; next time the program opens right there.</translation>
    </message>
    <message>
        <source>Mở trong một cửa sổ riêng, có khung màu và chữ CA THỰC HÀNH.</source>
        <translation>Opens in a window of its own, with a coloured frame and the words PRACTICE SHIFT.</translation>
    </message>
    <message>
        <source>Sau này mở lại bất cứ lúc nào: Tệp, Mở quầy thực hành.</source>
        <translation>Open it again at any time: File, Open the practice desk.</translation>
    </message>
    <message>
        <source>Xong: vào làm việc</source>
        <translation>Done: start working</translation>
    </message>
    <message>
        <source>Màn hình số {n}</source>
        <translation>Screen number {n}</translation>
    </message>
    <message>
        <source>Khoảng 10 phút. Dừng lúc nào cũng được, lần sau mở lại đúng bước này.</source>
        <translation>About 10 minutes. Stop at any time; next time it opens at this step.</translation>
    </message>
    <message>
        <source>đã xong</source>
        <translation>done</translation>
    </message>
    <message>
        <source>bước này</source>
        <translation>this step</translation>
    </message>
    <message>
        <source>chưa làm</source>
        <translation>to come</translation>
    </message>
    <message>
        <source>(để sau)</source>
        <translation>(later)</translation>
    </message>
    <message>
        <source>(có thể để sau)</source>
        <translation>(may wait)</translation>
    </message>
    <message>
        <source>Tiếp: đặt lại mã PIN</source>
        <translation>Next: set the PINs again</translation>
    </message>
    <message>
        <source>Phường và quầy</source>
        <translation>Commune and desk</translation>
    </message>
    <message>
        <source>Xã, phường và quầy</source>
        <translation>Commune and desk</translation>
    </message>
    <message>
        <source>Mỗi quầy thuộc một xã, phường hoặc đặc khu. Tên quầy hiện ở góc cửa sổ.</source>
        <translation>Each desk belongs to a commune, ward or special zone. The desk's name stands in the corner of the window.</translation>
    </message>
    <message>
        <source>Tiếp: phường và quầy</source>
        <translation>Next: commune and desk</translation>
    </message>
    <message>
        <source>Cán bộ và mã PIN</source>
        <translation>Officers and PINs</translation>
    </message>
    <message>
        <source>Cần một quản trị và ít nhất một cán bộ một cửa. Mỗi người tự gõ mã PIN của mình.</source>
        <translation>An administrator and at least one one-stop officer are needed. Everybody types their own PIN.</translation>
    </message>
    <message>
        <source>Tiếp: cán bộ và mã PIN</source>
        <translation>Next: officers and PINs</translation>
    </message>
    <message>
        <source>Thử thiết bị</source>
        <translation>Device tests</translation>
    </message>
    <message>
        <source>Thử máy in, máy quét và màn hình</source>
        <translation>Test printer, scanner and screens</translation>
    </message>
    <message>
        <source>Thiết bị chưa tốt không chặn việc cài đặt. Thử lại lúc nào cũng được ở Quản trị.</source>
        <translation>A device that fails blocks nothing. Test again at any time under Administration.</translation>
    </message>
    <message>
        <source>Tiếp: thử thiết bị</source>
        <translation>Next: device tests</translation>
    </message>
    <message>
        <source>Khóa khôi phục</source>
        <translation>Recovery key</translation>
    </message>
    <message>
        <source>Máy hỏng hoặc mất kho khóa thì chỉ khóa này mở được dữ liệu. Khóa chỉ hiện một lần.</source>
        <translation>When the PC breaks or the keyring is lost, only this key opens the data. It is shown once.</translation>
    </message>
    <message>
        <source>Tiếp: khóa khôi phục</source>
        <translation>Next: recovery key</translation>
    </message>
    <message>
        <source>Nối với tỉnh</source>
        <translation>Connect to the province</translation>
    </message>
    <message>
        <source>Quầy ghi lượt, chấm điểm và in được ngay, không cần đường truyền.</source>
        <translation>The desk logs visits, computes the score and prints at once, without a connection.</translation>
    </message>
    <message>
        <source>Tiếp: nối với tỉnh</source>
        <translation>Next: connect to the province</translation>
    </message>
    <message>
        <source>Ca thực hành</source>
        <translation>Practice shift</translation>
    </message>
    <message>
        <source>Tập ở một quầy riêng, người dân không có thật, không lẫn vào số liệu của quầy.</source>
        <translation>Practise at a desk of its own with invented citizens, apart from the figures of your desk.</translation>
    </message>
    <message>
        <source>Tiếp: ca thực hành</source>
        <translation>Next: practice shift</translation>
    </message>
    <message>
        <source>Một Cửa – lần chạy đầu</source>
        <translation>Một Cửa – first run</translation>
    </message>
    <message>
        <source>Đang làm</source>
        <translation>Working</translation>
    </message>
    <message>
        <source>Để sau</source>
        <translation>Later</translation>
    </message>
    <message>
        <source>Bước {n} trong {all}</source>
        <translation>Step {n} of {all}</translation>
    </message>
    <message>
        <source>Quầy thực hành đang mở trong một cửa sổ riêng.</source>
        <translation>The practice desk is opening in a window of its own.</translation>
    </message>
    <message>
        <source>Nộp thay / được ủy quyền</source>
        <translation>On behalf of somebody / authorised</translation>
    </message>
    <message>
        <source>Xong ngay, đã trả</source>
        <translation>Done, result handed over</translation>
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
        <translation>Connection lost</translation>
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
        <source>Nháp chưa ghi</source>
        <translation>Unlogged draft</translation>
    </message>
    <message>
        <source>Mở lại</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>Nháp chưa ghi lúc {time}, {officer} gõ</source>
        <translation>Unlogged draft of {time}, typed by {officer}</translation>
    </message>
    <message>
        <source>{n} trong {total}</source>
        <translation>{n} of {total}</translation>
    </message>
    <message>
        <source>Nháp chưa ghi lúc {time}</source>
        <translation>Unlogged draft of {time}</translation>
    </message>
    <message>
        <source>Enter: người đến</source>
        <translation>Enter: visitor</translation>
    </message>
    <message>
        <source>Enter: tổ chức</source>
        <translation>Enter: organisation</translation>
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
        <source>Enter: ghi chú</source>
        <translation>Enter: note</translation>
    </message>
    <message>
        <source>Enter: nộp thay cho</source>
        <translation>Enter: on behalf of</translation>
    </message>
    <message>
        <source>Alt 1–{n}: chọn người</source>
        <translation>Alt 1–{n}: choose the person</translation>
    </message>
    <message>
        <source>Enter: {name}</source>
        <translation>Enter: {name}</translation>
    </message>
    <message>
        <source>Enter: {copies} bản × {pages} trang</source>
        <translation>Enter: {copies} copies × {pages} pages</translation>
    </message>
    <message>
        <source>chưa thấy hồ sơ này</source>
        <translation>no such case here</translation>
    </message>
    <message>
        <source>chưa ai có số cuối này</source>
        <translation>nobody has these last digits</translation>
    </message>
    <message>
        <source>Alt 1: chọn người</source>
        <translation>Alt 1: choose the person</translation>
    </message>
    <message>
        <source>Về lượt đang ghi</source>
        <translation>Back to the visit</translation>
    </message>
    <message>
        <source>Trả ngay</source>
        <translation>Hand over now</translation>
    </message>
    <message>
        <source>mức chung</source>
        <translation>general fee</translation>
    </message>
    <message>
        <source>Số bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Số trang</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>Cách nộp</source>
        <translation>Handed in</translation>
    </message>
    <message>
        <source>Số bộ</source>
        <translation>Sets</translation>
    </message>
    <message>
        <source>Mức phí</source>
        <translation>Fee for</translation>
    </message>
    <message>
        <source>Phí, lệ phí</source>
        <translation>Fees</translation>
    </message>
    <message>
        <source>Thu phí</source>
        <translation>Payment</translation>
    </message>
    <message>
        <source>Nội dung</source>
        <translation>Content</translation>
    </message>
    <message>
        <source>Nơi trả</source>
        <translation>Result to</translation>
    </message>
    <message>
        <source>nếu khác tên thủ tục</source>
        <translation>if not as the procedure says</translation>
    </message>
    <message>
        <source>tại quầy này</source>
        <translation>at this desk</translation>
    </message>
    <message>
        <source>nếu tỉnh đã cấp</source>
        <translation>if issued already</translation>
    </message>
    <message>
        <source>danh mục chưa có thời hạn</source>
        <translation>no time in the catalogue</translation>
    </message>
    <message>
        <source>Việc hôm nay</source>
        <translation>Matters today</translation>
    </message>
    <message>
        <source>Bản</source>
        <translation>Copies</translation>
    </message>
    <message>
        <source>Lệ phí</source>
        <translation>Fee</translation>
    </message>
    <message>
        <source>T2</source>
        <translation>Mon</translation>
    </message>
    <message>
        <source>T3</source>
        <translation>Tue</translation>
    </message>
    <message>
        <source>T4</source>
        <translation>Wed</translation>
    </message>
    <message>
        <source>T5</source>
        <translation>Thu</translation>
    </message>
    <message>
        <source>T6</source>
        <translation>Fri</translation>
    </message>
    <message>
        <source>T7</source>
        <translation>Sat</translation>
    </message>
    <message>
        <source>CN</source>
        <translation>Sun</translation>
    </message>
    <message>
        <source>Trả kết quả {number}</source>
        <translation>Hand over {number}</translation>
    </message>
    <message>
        <source>Nhận bổ sung {number}</source>
        <translation>Supplement for {number}</translation>
    </message>
    <message>
        <source>Trả kết quả: {matter}</source>
        <translation>Result: {matter}</translation>
    </message>
    <message>
        <source>Nhận bổ sung: {matter}</source>
        <translation>Supplement: {matter}</translation>
    </message>
    <message>
        <source>từ chối</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>Trực tiếp</source>
        <translation>In person</translation>
    </message>
    <message>
        <source>Trực tuyến</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>Bưu chính</source>
        <translation>By post</translation>
    </message>
    <message>
        <source>Tự nộp</source>
        <translation>The applicant</translation>
    </message>
    <message>
        <source>Được ủy quyền</source>
        <translation>Authorised</translation>
    </message>
    <message>
        <source>chưa rõ hạn</source>
        <translation>due not known</translation>
    </message>
    <message>
        <source>miễn phí</source>
        <translation>free</translation>
    </message>
    <message numerus="yes">
        <source>{n} bản × {each}</source>
        <translation>
            <numerusform>{n} copy × {each}</numerusform>
            <numerusform>{n} copies × {each}</numerusform>
        </translation>
    </message>
    <message>
        <source>{each} một trang</source>
        <translation>{each} a page</translation>
    </message>
    <message>
        <source>từ trang thứ {n} là {each}</source>
        <translation>from page {n} on {each}</translation>
    </message>
    <message numerus="yes">
        <source>{n} ngày làm việc</source>
        <translation>
            <numerusform>{n} working day</numerusform>
            <numerusform>{n} working days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} bản</source>
        <translation>
            <numerusform>{n} copy</numerusform>
            <numerusform>{n} copies</numerusform>
        </translation>
    </message>
    <message>
        <source>nhiều nhất {top} một bản</source>
        <translation>at most {top} a copy</translation>
    </message>
    <message numerus="yes">
        <source>{n} ngày</source>
        <translation>
            <numerusform>{n} day</numerusform>
            <numerusform>{n} days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} giờ</source>
        <translation>
            <numerusform>{n} hour</numerusform>
            <numerusform>{n} hours</numerusform>
        </translation>
    </message>
    <message>
        <source>trả ngay</source>
        <translation>at once</translation>
    </message>
    <message>
        <source>{name}. Enter để mở: thời hạn, giấy tờ, phí.</source>
        <translation>{name}. Enter opens it: time, papers, fee.</translation>
    </message>
    <message>
        <source>ngay tại quầy</source>
        <translation>at once, at this desk</translation>
    </message>
    <message>
        <source>Việc này có nhiều thời hạn: mở dòng để chọn.</source>
        <translation>This matter has several times: open the row to choose.</translation>
    </message>
    <message>
        <source>Mở hồ sơ {number}</source>
        <translation>Open case {number}</translation>
    </message>
    <message>
        <source>Giấy tờ đã nhận</source>
        <translation>Papers received</translation>
    </message>
    <message>
        <source>chính</source>
        <translation>originals</translation>
    </message>
    <message>
        <source>sao</source>
        <translation>copies</translation>
    </message>
    <message>
        <source>Giấy tờ khác, Enter để thêm</source>
        <translation>Another paper, Enter adds it</translation>
    </message>
    <message>
        <source>Bản chính: {name}</source>
        <translation>Originals: {name}</translation>
    </message>
    <message>
        <source>Bản sao: {name}</source>
        <translation>Copies: {name}</translation>
    </message>
    <message>
        <source>số cuối {last4}</source>
        <translation>ends in {last4}</translation>
    </message>
    <message>
        <source>theo thẻ (địa chỉ cũ)</source>
        <translation>from the card (old address)</translation>
    </message>
    <message>
        <source>lần thứ {n} năm nay</source>
        <translation>visit {n} this year</translation>
    </message>
    <message>
        <source>lần đầu năm nay</source>
        <translation>first visit this year</translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt</source>
        <translation>
            <numerusform>{n} visit</numerusform>
            <numerusform>{n} visits</numerusform>
        </translation>
    </message>
    <message>
        <source>từ {time}</source>
        <translation>since {time}</translation>
    </message>
    <message>
        <source>nháp chưa lưu được</source>
        <translation>draft could not be kept</translation>
    </message>
    <message>
        <source>nháp đã lưu</source>
        <translation>draft kept</translation>
    </message>
    <message>
        <source>ghi vào nhật ký lúc {time}</source>
        <translation>written down at {time}</translation>
    </message>
    <message>
        <source>Lượt đang ghi</source>
        <translation>Visit</translation>
    </message>
    <message>
        <source>Đã quét thẻ</source>
        <translation>Card scanned</translation>
    </message>
    <message>
        <source>Cho dân xem</source>
        <translation>Show the citizen</translation>
    </message>
    <message>
        <source>Xóa trắng</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>Quét thẻ · gõ tên · 6 số cuối · mã việc</source>
        <translation>Scan a card · name · last 6 digits · code</translation>
    </message>
    <message>
        <source>Dòng tiếp nhận</source>
        <translation>Intake line</translation>
    </message>
    <message>
        <source>chưa có gì để ghi</source>
        <translation>nothing to log yet</translation>
    </message>
    <message>
        <source>Tên đã che</source>
        <translation>Names are covered</translation>
    </message>
    <message>
        <source>Bấm phím bất kỳ để hiện.</source>
        <translation>Press any key to show them.</translation>
    </message>
    <message>
        <source>Tên đã che. Bấm phím bất kỳ để hiện.</source>
        <translation>Names are covered. Press any key to show them.</translation>
    </message>
    <message>
        <source>Cán bộ</source>
        <translation>Officer</translation>
    </message>
    <message>
        <source>Những gì đang gõ vẫn còn nguyên.</source>
        <translation>Everything being typed is still there.</translation>
    </message>
    <message>
        <source>CA THỰC HÀNH</source>
        <translation>PRACTICE SHIFT</translation>
    </message>
    <message>
        <source>Vào làm việc</source>
        <translation>Start work</translation>
    </message>
    <message>
        <source>Chọn người: phím lên xuống, Alt và số, hoặc chữ đầu của tên.</source>
        <translation>Choose who: up and down, Alt and the digit, or first letters of the name.</translation>
    </message>
    <message>
        <source>Người chưa có mã PIN ở quầy thực hành chỉ cần bấm Enter.</source>
        <translation>At the practice desk, whoever has no PIN only presses Enter.</translation>
    </message>
    <message>
        <source>Ai làm việc tại quầy này?</source>
        <translation>Who works at this desk?</translation>
    </message>
    <message>
        <source>Đã khóa</source>
        <translation>Locked</translation>
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
        <source>Tại quầy</source>
        <translation>At the desk</translation>
    </message>
    <message>
        <source>Điểm và minh chứng</source>
        <translation>Score and evidence</translation>
    </message>
    <message>
        <source>Máy này</source>
        <translation>This machine</translation>
    </message>
    <message>
        <source>mở cách tính</source>
        <translation>opens the working</translation>
    </message>
    <message>
        <source>Chất lượng dữ liệu</source>
        <translation>Data quality</translation>
    </message>
    <message>
        <source>Phần của điểm</source>
        <translation>Parts of the score</translation>
    </message>
    <message>
        <source>13 tháng</source>
        <translation>13 months</translation>
    </message>
    <message>
        <source>Hài lòng tại quầy</source>
        <translation>Satisfaction at the desk</translation>
    </message>
    <message>
        <source>Ngày so với hạn, từng thủ tục</source>
        <translation>Days against the deadline by procedure</translation>
    </message>
    <message>
        <source>Điểm từng tiêu chí</source>
        <translation>Points by criterion</translation>
    </message>
    <message>
        <source>13 tháng, lũy kế từ đầu năm</source>
        <translation>13 months, year to date</translation>
    </message>
    <message>
        <source>Hài lòng tại quầy, lượt</source>
        <translation>Satisfaction at the desk, visits</translation>
    </message>
    <message>
        <source>Chứng minh được</source>
        <translation>Proven</translation>
    </message>
    <message>
        <source>Tự nhận</source>
        <translation>Claimed</translation>
    </message>
    <message>
        <source>Chưa có minh chứng</source>
        <translation>Without evidence</translation>
    </message>
    <message>
        <source>Mất</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>Tối đa</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Mốc đạt</source>
        <translation>Pass mark</translation>
    </message>
    <message>
        <source>Tháng</source>
        <translation>Month</translation>
    </message>
    <message>
        <source>Chứng minh</source>
        <translation>Proven</translation>
    </message>
    <message>
        <source>Chưa có</source>
        <translation>Unproven</translation>
    </message>
    <message>
        <source>Trả lời</source>
        <translation>Answer</translation>
    </message>
    <message>
        <source>Từ đầu năm</source>
        <translation>Year to date</translation>
    </message>
    <message>
        <source>Riêng tháng</source>
        <translation>Month alone</translation>
    </message>
    <message>
        <source>Hồ sơ có kết quả</source>
        <translation>Cases done</translation>
    </message>
    <message>
        <source>Trước hạn</source>
        <translation>Early</translation>
    </message>
    <message>
        <source>Đúng ngày hạn</source>
        <translation>On the day</translation>
    </message>
    <message>
        <source>Sớm nhất, ngày</source>
        <translation>Earliest, d</translation>
    </message>
    <message>
        <source>Trung vị, ngày</source>
        <translation>Median, d</translation>
    </message>
    <message>
        <source>Muộn nhất, ngày</source>
        <translation>Latest, d</translation>
    </message>
    <message numerus="yes">
        <source>{n} tiêu chí, cộng {points}/{max} điểm</source>
        <translation>
            <numerusform>{n} criterion, {points}/{max} points in all</numerusform>
            <numerusform>{n} criteria, {points}/{max} points in all</numerusform>
        </translation>
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
        <source>khoảng tin cậy 95%, từ</source>
        <translation>95% interval, from</translation>
    </message>
    <message>
        <source>khoảng tin cậy 95%, đến</source>
        <translation>95% interval, to</translation>
    </message>
    <message>
        <source>xấu nhất, nếu im lặng là không</source>
        <translation>worst case, if silence means no</translation>
    </message>
    <message>
        <source>không phát sinh</source>
        <translation>nothing arose</translation>
    </message>
    <message>
        <source>tỷ lệ trả lời</source>
        <translation>response rate</translation>
    </message>
    <message>
        <source>tỷ lệ hài lòng</source>
        <translation>share satisfied</translation>
    </message>
    <message>
        <source>{stars} sao từ {points}</source>
        <translation>{stars} stars from {points}</translation>
    </message>
    <message>
        <source>{proven} điểm chứng minh được. Cộng phần tự nhận là {declared}.</source>
        <translation>{proven} points proven. With claims {declared}.</translation>
    </message>
    <message>
        <source>{proven} điểm chứng minh được. Cộng phần tự nhận là {declared}, đủ mốc {pass_min}.</source>
        <translation>{proven} points proven. With claims {declared}, which reaches the mark of {pass_min}.</translation>
    </message>
    <message>
        <source>{proven} điểm chứng minh được. Cộng phần tự nhận là {declared}, còn thiếu {missing} tới mốc {pass_min}.</source>
        <translation>{proven} points proven. With claims {declared}, {missing} short of the mark of {pass_min}.</translation>
    </message>
    <message>
        <source>Riêng tháng {month}: {visits} lượt; {n} tiêu chí tính từ dữ liệu được {points} trên {max} điểm, từ đầu năm được {year}.</source>
        <translation>Month {month} alone: visits {visits}; criteria counted from data ({n}) give {points} of {max} points, year to date {year}.</translation>
    </message>
    <message>
        <source>mốc {points}</source>
        <translation>mark {points}</translation>
    </message>
    <message>
        <source>chứng minh được</source>
        <translation>proven</translation>
    </message>
    <message>
        <source>mất</source>
        <translation>lost</translation>
    </message>
    <message>
        <source>{part}: {points} trên {max} điểm</source>
        <translation>{part}: {points} of {max} points</translation>
    </message>
    <message>
        <source>mốc sao: mô hình</source>
        <translation>star marks: model</translation>
    </message>
    <message>
        <source>Mất {points} điểm ở đâu</source>
        <translation>Where {points} points are lost</translation>
    </message>
    <message>
        <source>Không mất điểm nào</source>
        <translation>No point is lost</translation>
    </message>
    <message>
        <source>{number} {title}: mất {points} trên {max} điểm</source>
        <translation>{number} {title}: {points} of {max} points lost</translation>
    </message>
    <message>
        <source>{n} tiêu chí khác</source>
        <translation>{n} other criteria</translation>
    </message>
    <message>
        <source>{n} tiêu chí khác: mất {points} điểm</source>
        <translation>{n} other criteria: {points} points lost</translation>
    </message>
    <message>
        <source>Điểm thưởng</source>
        <translation>Bonus points</translation>
    </message>
    <message>
        <source>Còn đang khai</source>
        <translation>Still declared</translation>
    </message>
    <message>
        <source>Còn đang khai: {points} trên {max} điểm</source>
        <translation>Still declared: {points} of {max} points</translation>
    </message>
    <message>
        <source>trục bắt đầu từ {points}</source>
        <translation>the axis starts at {points}</translation>
    </message>
    <message>
        <source>cộng tự nhận</source>
        <translation>with claims</translation>
    </message>
    <message>
        <source>Tháng {month}: chứng minh được {proven}, cộng tự nhận {declared}</source>
        <translation>Month {month}: {proven} proven, {declared} with claims</translation>
    </message>
    <message>
        <source>Tháng {month}, đang mở: chứng minh được {proven}, cộng tự nhận {declared}</source>
        <translation>Month {month}, still open: {proven} proven, {declared} with claims</translation>
    </message>
    <message>
        <source>Tháng {month}: chưa có dữ liệu</source>
        <translation>Month {month}: no data</translation>
    </message>
    <message>
        <source>Hài lòng tại quầy: {happy}/{answered} = {share}</source>
        <translation>Satisfaction at the desk: {happy}/{answered} = {share}</translation>
    </message>
    <message>
        <source>Hài lòng tại quầy: chưa đủ {fewest} phiếu</source>
        <translation>Satisfaction at the desk: fewer than {fewest} answers</translation>
    </message>
    <message>
        <source>riêng tháng {month}: {happy}/{answered} = {share}, trả lời {answered}/{asked} lượt = {rate}</source>
        <translation>month {month} alone: {happy}/{answered} = {share}, answered {answered}/{asked} visits = {rate}</translation>
    </message>
    <message>
        <source>riêng tháng {month}: chưa nêu, vì tháng này hoặc các tháng trước chưa đủ {fewest} phiếu</source>
        <translation>month {month} alone: not shown, as this month or those before have fewer than {fewest} answers</translation>
    </message>
    <message>
        <source>trả lời {answered}/{asked} lượt = {rate} · Wilson 95%: {low}–{high}</source>
        <translation>answered {answered}/{asked} visits = {rate} · Wilson 95%: {low}–{high}</translation>
    </message>
    <message>
        <source>phía hài lòng: {n}</source>
        <translation>satisfied side: {n}</translation>
    </message>
    <message>
        <source>không trả lời</source>
        <translation>no answer</translation>
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
        <source>Im lặng</source>
        <translation>Silent</translation>
    </message>
    <message>
        <source>{level}: {n} lượt</source>
        <translation>{level}: visits {n}</translation>
    </message>
    <message>
        <source>Hài lòng {share}, khoảng tin cậy 95% từ {low} đến {high}</source>
        <translation>Satisfied {share}, 95% confidence interval from {low} to {high}</translation>
    </message>
    <message>
        <source>xấu nhất, nếu im lặng là không: {share}</source>
        <translation>worst case, if silence means no: {share}</translation>
    </message>
    <message>
        <source>{n} hồ sơ có hẹn trả xong trong tháng {month}, không hồ sơ nào quá hạn</source>
        <translation>{n} cases with a promised day finished in month {month}, none of them overdue</translation>
    </message>
    <message>
        <source>{n} hồ sơ có hẹn trả xong trong tháng {month}, {late} quá hạn</source>
        <translation>{n} cases with a promised day finished in month {month}, {late} overdue</translation>
    </message>
    <message>
        <source>hạn</source>
        <translation>due</translation>
    </message>
    <message>
        <source>trước hạn, ngày</source>
        <translation>days early</translation>
    </message>
    <message>
        <source>quá hạn, ngày</source>
        <translation>days late</translation>
    </message>
    <message>
        <source>{n} hồ sơ, {late} quá hạn</source>
        <translation>{n} cases, {late} late</translation>
    </message>
    <message>
        <source>{n} thủ tục khác</source>
        <translation>{n} other procedures</translation>
    </message>
    <message>
        <source>{procedure}: {n} hồ sơ, {late} quá hạn; so với hạn từ {first} đến {last} ngày</source>
        <translation>{procedure}: {n} cases, {late} late; from {first} to {last} days against the deadline</translation>
    </message>
    <message>
        <source>In trang A4</source>
        <translation>Print A4 page</translation>
    </message>
    <message>
        <source>Xem biểu đồ</source>
        <translation>Show charts</translation>
    </message>
    <message>
        <source>Xem bảng số</source>
        <translation>Show tables</translation>
    </message>
    <message>
        <source>đang mở, lũy kế đến {at}</source>
        <translation>open, year to date at {at}</translation>
    </message>
    <message>
        <source>lũy kế từ 01/01 đến {day}</source>
        <translation>year to date, 01/01 to {day}</translation>
    </message>
    <message>
        <source>Điểm tháng {month}</source>
        <translation>Month score {month}</translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ từ đầu năm</source>
        <translation>
            <numerusform>{n} case since 1 January</numerusform>
            <numerusform>{n} cases since 1 January</numerusform>
        </translation>
    </message>
    <message>
        <source>có {ours}/{theirs} hồ sơ tháng này của tỉnh</source>
        <translation>{ours}/{theirs} of the province's cases this month are here</translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt ghi muộn có lý do</source>
        <translation>
            <numerusform>{n} visit recorded late with a reason</numerusform>
            <numerusform>{n} visits recorded late with a reason</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt không mời đánh giá</source>
        <translation>
            <numerusform>{n} visit not offered a rating</numerusform>
            <numerusform>{n} visits not offered a rating</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt có hai quầy ghi khác nhau</source>
        <translation>
            <numerusform>{n} visit that two desks hold differently</numerusform>
            <numerusform>{n} visits that two desks hold differently</numerusform>
        </translation>
    </message>
    <message>
        <source>đánh giá công bố đến {day}</source>
        <translation>answers released up to {day}</translation>
    </message>
    <message numerus="yes">
        <source>{n} hồ sơ chưa rõ hạn</source>
        <translation>
            <numerusform>{n} case with no known time</numerusform>
            <numerusform>{n} cases with no known time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} lượt từ đầu năm</source>
        <translation>
            <numerusform>{n} visit this year</numerusform>
            <numerusform>{n} visits this year</numerusform>
        </translation>
    </message>
    <message>
        <source>lượt làm thủ tục nào cũng được mời đánh giá</source>
        <translation>rating offered to every visit with a service</translation>
    </message>
    <message>
        <source>mới nhất {at}</source>
        <translation>newest {at}</translation>
    </message>
    <message>
        <source>không có lượt ghi muộn</source>
        <translation>no late entries</translation>
    </message>
    <message>
        <source>Không có màn hình đánh giá</source>
        <translation>No rating screen</translation>
    </message>
    <message>
        <source>Người dân đã đi</source>
        <translation>The citizen has left</translation>
    </message>
    <message>
        <source>Người đến chưa đủ tuổi</source>
        <translation>The visitor is a minor</translation>
    </message>
    <message>
        <source>Quá đông người chờ</source>
        <translation>Too many people waiting</translation>
    </message>
    <message>
        <source>Không mời đánh giá</source>
        <translation>Not asked to rate</translation>
    </message>
    <message>
        <source>Lượt này được tính là không trả lời. Đã ghi lý do thì không mời lại được.</source>
        <translation>This visit counts as silent. Once a reason is recorded, the citizen cannot be asked any more.</translation>
    </message>
    <message>
        <source>Gói của tỉnh</source>
        <translation>Packages of the province</translation>
    </message>
    <message>
        <source>Tỉnh công bố gì cho quầy này</source>
        <translation>What the province published for this desk</translation>
    </message>
    <message>
        <source>Gói có chữ ký của tỉnh tự có hiệu lực khi đến ngày, theo giờ của tỉnh; quầy không bật hay dừng được. Hồ sơ đã hẹn và giấy đã in giữ bản đã dùng.</source>
        <translation>A package signed by the province takes effect by itself when its day comes, by the province's clock; the desk can neither begin nor stop it. Promised cases and printed papers keep the version they used.</translation>
    </message>
    <message>
        <source>Các gói</source>
        <translation>Packages</translation>
    </message>
    <message>
        <source>Chọn một gói để xem những gì thay đổi.</source>
        <translation>Choose a package to see what changes.</translation>
    </message>
    <message>
        <source>Loại gói</source>
        <translation>Kind</translation>
    </message>
    <message>
        <source>Tên gói</source>
        <translation>Name of the package</translation>
    </message>
    <message>
        <source>Tình trạng</source>
        <translation>State</translation>
    </message>
    <message>
        <source>Chưa nhận gói nào của tỉnh. Quầy dùng bộ tiêu chí, danh mục, lịch và mẫu kèm chương trình.</source>
        <translation>No package of the province has come yet. The desk uses the criteria, catalogue, calendar and forms of the program.</translation>
    </message>
    <message>
        <source>Bộ tiêu chí</source>
        <translation>Criteria set</translation>
    </message>
    <message>
        <source>Lịch làm việc</source>
        <translation>Working calendar</translation>
    </message>
    <message>
        <source>Đơn vị hành chính</source>
        <translation>Administrative units</translation>
    </message>
    <message>
        <source>Biểu mẫu</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Đang dùng</source>
        <translation>In force</translation>
    </message>
    <message>
        <source>Chờ đến ngày</source>
        <translation>To come</translation>
    </message>
    <message>
        <source>Đã được thay</source>
        <translation>Replaced</translation>
    </message>
    <message>
        <source>Không dùng</source>
        <translation>Not used</translation>
    </message>
    <message>
        <source>Để riêng</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>Ghi hiệu lực từ {day}</source>
        <translation>Dated {day}</translation>
    </message>
    <message>
        <source>Tỉnh ký lúc {at}: {signer}</source>
        <translation>Signed by the province at {at}: {signer}</translation>
    </message>
    <message>
        <source>Có hiệu lực từ {day}</source>
        <translation>In force since {day}</translation>
    </message>
    <message>
        <source>Có hiệu lực từ {day}, tự dùng khi đến ngày</source>
        <translation>In force from {day}, by itself when that day comes</translation>
    </message>
    <message>
        <source>Nhận lúc {at}</source>
        <translation>Received at {at}</translation>
    </message>
    <message>
        <source>Phiên bản {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Vì sao không dùng</source>
        <translation>Why it is not used</translation>
    </message>
    <message>
        <source>Không có đường truyền: gõ mã, ghi tệp xin nối và mang lên tỉnh; rồi nhận tệp trả lời mang về.</source>
        <translation>Without a line: type the code, write the request and carry it to the province; then take in the answer that comes back.</translation>
    </message>
    <message>
        <source>Ghi tệp xin nối…</source>
        <translation>Write the request…</translation>
    </message>
    <message>
        <source>Nhận tệp trả lời…</source>
        <translation>Take in the answer…</translation>
    </message>
    <message>
        <source>Xong</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>Nối lại bằng mã mới…</source>
        <translation>Connect again with a new code…</translation>
    </message>
    <message>
        <source>Địa chỉ</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>Tỉnh báo cho mỗi quầy một địa chỉ và một mã. Nối rồi, quầy tự gửi mọi lượt.</source>
        <translation>The province tells each desk an address and a code. Once connected, the desk sends every visit by itself.</translation>
    </message>
    <message>
        <source>Ghi tệp xin nối</source>
        <translation>Write the request</translation>
    </message>
    <message>
        <source>Chọn tệp trả lời của tỉnh</source>
        <translation>Choose the province's answer</translation>
    </message>
    <message>
        <source>như https://tinh.example</source>
        <translation>like https://tinh.example</translation>
    </message>
    <message>
        <source>10 ký tự, dùng một lần, trong 72 giờ; chữ hoa hay chữ thường đều được</source>
        <translation>10 characters, for one use within 72 hours; capitals or small letters</translation>
    </message>
    <message>
        <source>Đang hỏi tỉnh…</source>
        <translation>Asking the province…</translation>
    </message>
    <message>
        <source>Đã ghi lời xin nối lúc {when}. Mang tệp lên tỉnh, rồi nhận tệp trả lời ở đây; hoặc gõ mã mới để làm lại.</source>
        <translation>The request was written at {when}. Carry the file to the province, then take in the answer here; or type a new code to begin again.</translation>
    </message>
    <message>
        <source>Đã ghi {file}. Mang tệp lên tỉnh; khi có tệp trả lời, mở lại chỗ này và nhận tệp.</source>
        <translation>{file} is written. Carry it to the province; when there is an answer, open this place again and take it in.</translation>
    </message>
    <message>
        <source>Đã nối với {name}</source>
        <translation>Connected to {name}</translation>
    </message>
    <message>
        <source>tỉnh</source>
        <translation>the province</translation>
    </message>
    <message>
        <source>Đã nối từ {when}. Sáu từ của lần nối:</source>
        <translation>Connected since {when}. The six words of that time:</translation>
    </message>
    <message>
        <source>Đọc sáu từ này cho người ở tỉnh; màn hình bên ấy phải hiện y như vậy:</source>
        <translation>Read these six words to the person at the province; their screen must show the same:</translation>
    </message>
    <message>
        <source>Nếu có từ nào khác, đừng dùng quầy: báo tỉnh thu hồi quầy này ngay.</source>
        <translation>If any word differs, do not use the desk: have the province revoke it at once.</translation>
    </message>
    <message>
        <source>Giống cả sáu từ là xong. Từ giờ quầy tự gửi lên tỉnh; xem ở trang Đồng bộ.</source>
        <translation>If all six are the same, that is all. From now on the desk sends by itself; see the page Sync.</translation>
    </message>
    <message>
        <source>Giống cả sáu từ là xong. Quầy chưa biết địa chỉ của tỉnh nên gửi bằng USB.</source>
        <translation>If all six are the same, that is all. The desk does not know the province's address, so it sends by USB.</translation>
    </message>
    <message>
        <source>Giấy chứng nhận của quầy có hạn đến {day} và tự đổi mới khi có đường truyền.</source>
        <translation>The desk's certificate is good until {day} and renews itself when there is a line.</translation>
    </message>
    <message>
        <source>Gõ mã mới mà chính tỉnh này cấp cho quầy, ví dụ sau khi quầy bị thu hồi.</source>
        <translation>Type the new code that this same province gave the desk, for example after the desk was revoked.</translation>
    </message>
    <message>
        <source>Sáu từ: {words}</source>
        <translation>Six words: {words}</translation>
    </message>
    <message>
        <source>Sổ theo dõi hồ sơ</source>
        <translation>Log book of cases</translation>
    </message>
    <message>
        <source>Bảng kê phí, lệ phí</source>
        <translation>List of fees</translation>
    </message>
    <message>
        <source>Sổ chứng thực bản sao từ bản chính</source>
        <translation>Book of certified copies</translation>
    </message>
    <message>
        <source>Sổ chứng thực chữ ký</source>
        <translation>Book of certified signatures</translation>
    </message>
    <message>
        <source>Sổ chứng thực hợp đồng, giao dịch</source>
        <translation>Book of certified contracts and transactions</translation>
    </message>
    <message>
        <source>Sổ cấp bản sao từ sổ gốc</source>
        <translation>Book of copies from the register</translation>
    </message>
    <message>
        <source>In sổ và bảng kê</source>
        <translation>Print registers and lists</translation>
    </message>
    <message>
        <source>Ngày nhận hồ sơ; với bảng kê là ngày thu phí, lệ phí.</source>
        <translation>Days on which cases were received; for the list of fees, on which fees were taken.</translation>
    </message>
    <message>
        <source>Lưu XLSX</source>
        <translation>Save XLSX</translation>
    </message>
    <message>
        <source>Đến ngày</source>
        <translation>To</translation>
    </message>
    <message>
        <source>Sổ</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Đang lập bảng…</source>
        <translation>Making the form…</translation>
    </message>
    <message>
        <source>Xem và in, lưu PDF</source>
        <translation>Preview, print, save PDF</translation>
    </message>
    <message>
        <source>Lưu XLSX…</source>
        <translation>Save XLSX…</translation>
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
        <source>Máy in đã nhận bảng tự chấm; bản in đã ghi vào nhật ký.</source>
        <translation>The printer took the self-assessment; the copy is in the log.</translation>
    </message>
    <message>
        <source>Xem và in trang điểm tháng</source>
        <translation>Preview and print the month page</translation>
    </message>
    <message>
        <source>Trang điểm tháng</source>
        <translation>Month page</translation>
    </message>
    <message>
        <source>Đang lập trang…</source>
        <translation>Making the page…</translation>
    </message>
    <message>
        <source>Máy in đã nhận trang điểm tháng; bản in đã ghi vào nhật ký.</source>
        <translation>The printer took the month page; the copy is in the log.</translation>
    </message>
    <message>
        <source>Xem và in báo cáo</source>
        <translation>Preview and print the report</translation>
    </message>
    <message>
        <source>Báo cáo</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>Đang lập báo cáo…</source>
        <translation>Making the report…</translation>
    </message>
    <message>
        <source>Máy in đã nhận báo cáo; bản in đã ghi vào nhật ký.</source>
        <translation>The printer has taken the report; the copy is in the log.</translation>
    </message>
    <message>
        <source>Xem và in giấy tờ của hồ sơ</source>
        <translation>Preview and print papers of cases</translation>
    </message>
    <message>
        <source>Giấy tờ của hồ sơ</source>
        <translation>Papers of cases</translation>
    </message>
    <message>
        <source>Đang lập giấy…</source>
        <translation>Making the paper…</translation>
    </message>
    <message>
        <source>Máy in đã nhận; các bản in đã ghi vào nhật ký.</source>
        <translation>The printer has it; the copies are in the log.</translation>
    </message>
    <message>
        <source>Xem và in sổ, bảng kê</source>
        <translation>Preview and print register or list</translation>
    </message>
    <message>
        <source>Sổ, bảng kê</source>
        <translation>Register or list</translation>
    </message>
    <message>
        <source>Máy in đã nhận; bản in đã ghi vào nhật ký.</source>
        <translation>The printer has it; the copy is in the log.</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Print</translation>
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
        <source>Máy này chưa có máy in nào. Lưu PDF rồi in ở máy khác.</source>
        <translation>This machine has no printer. Save the PDF and print it elsewhere.</translation>
    </message>
    <message>
        <source>Nộp trực tuyến</source>
        <translation>Online filing</translation>
    </message>
    <message>
        <source>Cán bộ đang làm việc gõ mã PIN rồi nhấn Enter.</source>
        <translation>The officer at work types the PIN and presses Enter.</translation>
    </message>
    <message>
        <source>Cán bộ nhấn Enter để làm việc tiếp.</source>
        <translation>The officer presses Enter to go on working.</translation>
    </message>
    <message>
        <source>Xong việc, xin mời Ông/Bà đánh giá tại màn hình này.</source>
        <translation>When you are done, you can rate the service on this screen.</translation>
    </message>
    <message>
        <source>Xin cảm ơn Ông/Bà</source>
        <translation>Thank you</translation>
    </message>
    <message>
        <source>Xin Ông/Bà quay màn hình lại cho cán bộ</source>
        <translation>Please turn the screen back to the officer</translation>
    </message>
    <message>
        <source>Về trang làm việc</source>
        <translation>Back to work</translation>
    </message>
    <message>
        <source>xin hỏi cán bộ</source>
        <translation>please ask the officer</translation>
    </message>
    <message>
        <source>Xin Ông/Bà kiểm tra lại</source>
        <translation>Please check these details</translation>
    </message>
    <message>
        <source>Nếu có chỗ chưa đúng, xin báo ngay cho cán bộ.</source>
        <translation>If anything is wrong, please tell the officer now.</translation>
    </message>
    <message>
        <source>Người đến</source>
        <translation>Visitor</translation>
    </message>
    <message>
        <source>Nộp thay cho</source>
        <translation>On behalf of</translation>
    </message>
    <message>
        <source>Ngày tiếp nhận</source>
        <translation>Received on</translation>
    </message>
    <message>
        <source>Số định danh</source>
        <translation>ID number</translation>
    </message>
    <message>
        <source>bốn số cuối {last4}</source>
        <translation>last four digits {last4}</translation>
    </message>
    <message>
        <source>Hẹn trả: {due}</source>
        <translation>Due: {due}</translation>
    </message>
    <message>
        <source>Thời hạn: {limit}</source>
        <translation>Time limit: {limit}</translation>
    </message>
    <message>
        <source>Giấy tờ đã nhận: {papers}</source>
        <translation>Papers received: {papers}</translation>
    </message>
    <message>
        <source>Việc</source>
        <translation>Matter</translation>
    </message>
    <message>
        <source>Trong ngày; nhận sau 15 giờ thì trả ngày làm việc tiếp theo</source>
        <translation>The same day; received after 15:00, the next working day</translation>
    </message>
    <message numerus="yes">
        <source>và {n} việc khác</source>
        <translation>
            <numerusform>and {n} other matter</numerusform>
            <numerusform>and {n} other matters</numerusform>
        </translation>
    </message>
    <message>
        <source>Màn hình của người dân</source>
        <translation>Citizen's screen</translation>
    </message>
    <message>
        <source>Chưa gõ gì để người dân xem lại.</source>
        <translation>Nothing has been typed yet for the citizen to check.</translation>
    </message>
    <message>
        <source>Màn hình của người dân vừa mất. Lượt này đã mời xong, không cần mời lại.</source>
        <translation>The citizen's screen has just gone. This visit was asked about already; nothing needs to be done.</translation>
    </message>
    <message>
        <source>Màn hình của người dân vừa mất khi đang mời đánh giá. Chưa ghi gì, lượt này vẫn là chưa mời. Nối lại màn hình rồi nhấn F7.</source>
        <translation>The citizen's screen went while it asked for a rating. Nothing was recorded, the visit still counts as not asked. Connect the screen again, then press F7.</translation>
    </message>
    <message>
        <source>Chưa có lượt nào để mời đánh giá. Ghi một lượt rồi nhấn F7.</source>
        <translation>There is no visit to ask about yet. Log one, then press F7.</translation>
    </message>
    <message>
        <source>Không có màn hình cho người dân xem. Nối màn hình thứ hai, hoặc đọc lại cho người dân nghe.</source>
        <translation>There is no screen for the citizen to look at. Connect a second screen, or read the entry out.</translation>
    </message>
    <message>
        <source>Xin mời Ông/Bà đánh giá lần phục vụ vừa rồi</source>
        <translation>How was the service you have just received?</translation>
    </message>
    <message>
        <source>Chỉ cần chạm một ô.</source>
        <translation>One touch is enough.</translation>
    </message>
    <message>
        <source>Ông/Bà đã chọn {answer}. Muốn nói rõ hơn thì chạm thêm, không bắt buộc:</source>
        <translation>You chose {answer}. Touch more below if you wish; you need not:</translation>
    </message>
    <message>
        <source>Ông/Bà đã chọn {answer}. Muốn đổi thì chạm ô khác.</source>
        <translation>You chose {answer}. To change it, touch another one.</translation>
    </message>
    <message>
        <source>Máy lưu câu trả lời, ý đã chạm, giờ đánh giá và số giây đến lần chạm cuối, cùng với lượt tiếp này. Cán bộ không xem được câu trả lời của từng người, chỉ xem được số cộng chung, khi có thêm từ năm câu trả lời mới.</source>
        <translation>Your answer, what you touched, the time and the seconds until your last touch are kept with the record of this visit. Staff cannot see any single answer, only totals, once there are at least five new answers.</translation>
    </message>
    <message numerus="yes">
        <source>Tự đóng sau {n} giây</source>
        <translation>
            <numerusform>Closes in {n} second</numerusform>
            <numerusform>Closes in {n} seconds</numerusform>
        </translation>
    </message>
    <message>
        <source>Thời gian còn lại</source>
        <translation>Time left</translation>
    </message>
    <message>
        <source>Quầy này đang tắt màn hình đánh giá. Bật lại ở trang Quản trị, hoặc nhấn Ctrl R để ghi vì sao không mời.</source>
        <translation>The rating screen of this desk is switched off. Switch it on under Administration, or press Ctrl R to record why nobody was asked.</translation>
    </message>
    <message>
        <source>Không thấy màn hình thứ hai. Nối lại màn hình rồi nhấn F7, hoặc nhấn Ctrl R để ghi vì sao không mời.</source>
        <translation>There is no second screen. Connect it and press F7, or press Ctrl R to record why nobody was asked.</translation>
    </message>
    <message>
        <source>Lượt chỉ hỏi và lượt đã hủy không mời đánh giá. Chọn lượt khác.</source>
        <translation>Questions and voided visits are not rated. Choose another visit.</translation>
    </message>
    <message>
        <source>Lượt này đã mời đánh giá rồi. Mỗi lượt chỉ mời một lần.</source>
        <translation>This visit was asked about already. Each visit is asked about once.</translation>
    </message>
    <message>
        <source>Trung tâm Phục vụ hành chính công {unit}</source>
        <translation>Public Administrative Service Centre, {unit}</translation>
    </message>
    <message>
        <source>Không muốn đánh giá</source>
        <translation>I prefer not to rate</translation>
    </message>
    <message>
        <source>Chờ lâu</source>
        <translation>Long wait</translation>
    </message>
    <message>
        <source>Phải đi lại nhiều lần</source>
        <translation>Too many trips</translation>
    </message>
    <message>
        <source>Hướng dẫn chưa rõ</source>
        <translation>Unclear guidance</translation>
    </message>
    <message>
        <source>Thái độ phục vụ</source>
        <translation>Staff attitude</translation>
    </message>
    <message>
        <source>Giấy tờ rườm rà</source>
        <translation>Too much paperwork</translation>
    </message>
    <message>
        <source>Điều khác</source>
        <translation>Something else</translation>
    </message>
    <message>
        <source>Nhanh gọn</source>
        <translation>Quick</translation>
    </message>
    <message>
        <source>Hướng dẫn rõ ràng</source>
        <translation>Clear guidance</translation>
    </message>
    <message>
        <source>Lịch sự, thân thiện</source>
        <translation>Polite and friendly</translation>
    </message>
    <message>
        <source>Giấy tờ đơn giản</source>
        <translation>Little paperwork</translation>
    </message>
    <message numerus="yes">
        <source>{first} và {n} việc khác</source>
        <translation>
            <numerusform>{first} and {n} more matter</numerusform>
            <numerusform>{first} and {n} more matters</numerusform>
        </translation>
    </message>
    <message>
        <source>{difference}: {why}</source>
        <translation>{difference}: {why}</translation>
    </message>
    <message>
        <source>{difference}. Sửa ở trang Hồ sơ.</source>
        <translation>{difference}. Change it on the page Cases.</translation>
    </message>
    <message>
        <source>{matter} · vào sổ chứng thực</source>
        <translation>{matter} · in a certification register</translation>
    </message>
    <message>
        <source>Tỉnh và ở đây</source>
        <translation>The province and here</translation>
    </message>
    <message>
        <source>Lấy theo tỉnh</source>
        <translation>Take the province's</translation>
    </message>
    <message>
        <source>{same} giống nhau, {different} khác nhau. Chỉ lấy theo tỉnh khi bạn chọn; điều ghi trước đó vẫn còn trong nhật ký.</source>
        <translation>{same} alike, {different} different. The province's word is taken only where you choose; what was said before stays in the log.</translation>
    </message>
    <message>
        <source>Tỉnh và ở đây khớp nhau. Không có gì phải sửa.</source>
        <translation>The province and here agree. There is nothing to change.</translation>
    </message>
    <message numerus="yes">
        <source>Lấy theo tỉnh cả nhóm: {n} hồ sơ</source>
        <translation>
            <numerusform>Take the province's in the whole group: {n} case</numerusform>
            <numerusform>Take the province's in the whole group: {n} cases</numerusform>
        </translation>
    </message>
    <message>
        <source>Người</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Khác nhau</source>
        <translation>Difference</translation>
    </message>
    <message>
        <source>Tên tổ chức</source>
        <translation>Organisation</translation>
    </message>
    <message>
        <source>Số điện thoại</source>
        <translation>Phone number</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>Email</translation>
    </message>
    <message>
        <source>Ngày hẹn trả</source>
        <translation>Due date</translation>
    </message>
    <message>
        <source>Giấy tờ</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>Chép hồ sơ sang cửa sổ khác</source>
        <translation>Copy a case into another window</translation>
    </message>
    <message>
        <source>Đã chép. Ctrl+V ở cửa sổ kia, rồi bấm Tiếp.</source>
        <translation>Copied. Ctrl+V in the other window, then press Next.</translation>
    </message>
    <message>
        <source>Tiếp</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>Lùi</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>Chép cả dòng</source>
        <translation>Copy the whole row</translation>
    </message>
    <message>
        <source>Chép {place}: {name}</source>
        <translation>Copied {place}: {name}</translation>
    </message>
    <message>
        <source>Nhập dữ liệu tỉnh</source>
        <translation>Take in the province's data</translation>
    </message>
    <message>
        <source>Đã nhận {cases}, ghi {visits}.</source>
        <translation>Took in {cases}, logged {visits}.</translation>
    </message>
    <message numerus="yes">
        <source>Đã lấy theo tỉnh ở {n} hồ sơ.</source>
        <translation>
            <numerusform>Took the province's word in {n} case.</numerusform>
            <numerusform>Took the province's word in {n} cases.</numerusform>
        </translation>
    </message>
    <message>
        <source>Lấy lại: mở hồ sơ ở trang Hồ sơ rồi “Bỏ bước vừa ghi” hoặc “Sửa hồ sơ”.</source>
        <translation>To go back: open the case on the page Cases, then “Take back the last step” or “Correct the case”.</translation>
    </message>
    <message>
        <source>Đang nhận hồ sơ. Dừng thì không hồ sơ nào được tính.</source>
        <translation>Taking in cases. If you stop, none of them counts.</translation>
    </message>
    <message>
        <source>Đang đọc và đối chiếu…</source>
        <translation>Reading and comparing…</translation>
    </message>
    <message>
        <source>Chưa thấy {missing}. Chỉ ra một lần; lần sau tệp cùng tiêu đề tự được hiểu.</source>
        <translation>There is no {missing} yet. Point it out once; files with the same headings are understood by themselves from then on.</translation>
    </message>
    <message>
        <source>Các từ này của tỉnh nghĩa là gì? Hỏi một lần, lần sau tự nhớ.</source>
        <translation>What do these words of the province mean? Asked once, remembered from then on.</translation>
    </message>
    <message>
        <source>Xem đối chiếu</source>
        <translation>See the comparison</translation>
    </message>
    <message numerus="yes">
        <source>Chưa nhận hồ sơ nào: {n} chỗ cần sửa trong tệp trước.</source>
        <translation>
            <numerusform>No case was taken in: {n} place in the file must be changed first.</numerusform>
            <numerusform>No case was taken in: {n} places in the file must be changed first.</numerusform>
        </translation>
    </message>
    <message>
        <source>Sẽ làm gì</source>
        <translation>What will happen</translation>
    </message>
    <message>
        <source>Chỗ cần sửa trong tệp</source>
        <translation>What must be changed in the file</translation>
    </message>
    <message>
        <source>Hồ sơ sẽ nhận</source>
        <translation>Cases to take in</translation>
    </message>
    <message>
        <source>Chỉ nghĩa các từ chưa hiểu…</source>
        <translation>Say what unknown words mean…</translation>
    </message>
    <message>
        <source>Chọn tệp khác</source>
        <translation>Choose another file</translation>
    </message>
    <message>
        <source>Phần vừa dán</source>
        <translation>What was pasted</translation>
    </message>
    <message>
        <source>Nhận {cases}, {visits}</source>
        <translation>Take in {cases}, {visits}</translation>
    </message>
    <message numerus="yes">
        <source>Đối chiếu {n} hồ sơ khác nhau</source>
        <translation>
            <numerusform>Compare {n} case that differs</numerusform>
            <numerusform>Compare {n} cases that differ</numerusform>
        </translation>
    </message>
    <message>
        <source>chưa có ở đây, sẽ nhận vào</source>
        <translation>not here yet, will be taken in</translation>
    </message>
    <message>
        <source>sẽ ghi; hồ sơ nộp trực tuyến không có lượt</source>
        <translation>will be logged; cases handed in online have none</translation>
    </message>
    <message>
        <source>ghép vào lượt đã ghi tay hôm đó</source>
        <translation>join a visit that was logged by hand that day</translation>
    </message>
    <message>
        <source>đã xong mà tỉnh không ghi ngày: không tính đúng hạn hay quá hạn</source>
        <translation>ended without any date of the province's: neither on time nor overdue</translation>
    </message>
    <message>
        <source>đã có ở đây, giống nhau</source>
        <translation>here already, alike</translation>
    </message>
    <message>
        <source>đã có ở đây, ghi khác: xem sau khi nhận</source>
        <translation>here already but different: shown after taking in</translation>
    </message>
    <message>
        <source>tỉnh còn chờ tiếp nhận, chưa lấy</source>
        <translation>not received by the province yet, left out</translation>
    </message>
    <message>
        <source>chỉ có ở đây, giữ nguyên</source>
        <translation>only here, stay as they are</translation>
    </message>
    <message>
        <source>Số lượng</source>
        <translation>Count</translation>
    </message>
    <message>
        <source>Dòng</source>
        <translation>Row</translation>
    </message>
    <message>
        <source>Cột</source>
        <translation>Column</translation>
    </message>
    <message>
        <source>Cần sửa</source>
        <translation>To change</translation>
    </message>
    <message>
        <source>Thủ tục, ngày tiếp nhận</source>
        <translation>Procedure, day received</translation>
    </message>
    <message>
        <source>Hệ thống</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Nhớ và đọc tiếp</source>
        <translation>Remember and go on</translation>
    </message>
    <message>
        <source>tên gọi cho dễ nhớ, có thể để trống</source>
        <translation>a name to remember it by, may stay empty</translation>
    </message>
    <message>
        <source>Bảng của tỉnh (*.xlsx *.csv *.json *.xls *.html *.txt);;Mọi tệp (*)</source>
        <translation>Exports of the province (*.xlsx *.csv *.json *.xls *.html *.txt);;All files (*)</translation>
    </message>
    <message>
        <source>Xuất danh sách hồ sơ từ hệ thống của tỉnh (XLSX, CSV, JSON) rồi chọn tệp, hoặc sao chép dòng trên màn hình của tỉnh rồi dán. Không phải gõ tên ai.</source>
        <translation>Export the list of cases from the province's system (XLSX, CSV, JSON) and choose the file, or copy rows on the province's screen and paste them. No name has to be typed.</translation>
    </message>
    <message>
        <source>Chọn tệp…</source>
        <translation>Choose a file…</translation>
    </message>
    <message>
        <source>Dán dòng đã chép</source>
        <translation>Paste copied rows</translation>
    </message>
    <message>
        <source>Chưa ghi gì cho đến khi bấm nhận. Những gì tỉnh không có (lượt chỉ hỏi, chứng thực, đánh giá) giữ nguyên ở đây. Tệp cũng có thể kéo thả vào cửa sổ này.</source>
        <translation>Nothing is written before you press the button that takes it in. What the province does not have (questions, certifications, ratings) stays here. A file may also be dropped on this window.</translation>
    </message>
    <message>
        <source>Chọn tệp xuất của tỉnh</source>
        <translation>Choose the province's export</translation>
    </message>
    <message>
        <source>cột mã hồ sơ hoặc tên người nộp</source>
        <translation>column of case codes or names</translation>
    </message>
    <message>
        <source>cột thủ tục</source>
        <translation>column of procedures</translation>
    </message>
    <message>
        <source>cột ngày tiếp nhận</source>
        <translation>column of days of receipt</translation>
    </message>
    <message>
        <source>Tên thủ tục</source>
        <translation>Procedure name</translation>
    </message>
    <message>
        <source>Mã thủ tục</source>
        <translation>Procedure code</translation>
    </message>
    <message>
        <source>Lĩnh vực</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>Chủ hồ sơ</source>
        <translation>Applicant</translation>
    </message>
    <message>
        <source>Ngày có kết quả</source>
        <translation>Result ready on</translation>
    </message>
    <message>
        <source>Ngày trả kết quả</source>
        <translation>Handed over on</translation>
    </message>
    <message>
        <source>Hình thức nộp</source>
        <translation>Handed in by</translation>
    </message>
    <message>
        <source>Đang xử lý</source>
        <translation>Being worked on</translation>
    </message>
    <message>
        <source>Chờ tiếp nhận</source>
        <translation>Waiting to be received</translation>
    </message>
    <message>
        <source>Có kết quả, chưa trả</source>
        <translation>Result ready, not handed over</translation>
    </message>
    <message>
        <source>Từ chối</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>Rút hoặc hủy</source>
        <translation>Withdrawn or cancelled</translation>
    </message>
    <message numerus="yes">
        <source>Khác trạng thái: {n} hồ sơ</source>
        <translation>
            <numerusform>Another state: {n} case</numerusform>
            <numerusform>Another state: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Khác hạn trả: {n} hồ sơ</source>
        <translation>
            <numerusform>Another due date: {n} case</numerusform>
            <numerusform>Another due date: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Khác thủ tục: {n} hồ sơ</source>
        <translation>
            <numerusform>Another procedure: {n} case</numerusform>
            <numerusform>Another procedure: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Khác ngày tiếp nhận: {n} hồ sơ</source>
        <translation>
            <numerusform>Another day of receipt: {n} case</numerusform>
            <numerusform>Another day of receipt: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Khác tên: {n} hồ sơ</source>
        <translation>
            <numerusform>Another name: {n} case</numerusform>
            <numerusform>Another name: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Thiếu hoặc khác mã hồ sơ: {n} hồ sơ</source>
        <translation>
            <numerusform>Case code missing or different: {n} case</numerusform>
            <numerusform>Case code missing or different: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Khác liên hệ: {n} hồ sơ</source>
        <translation>
            <numerusform>Another contact: {n} case</numerusform>
            <numerusform>Another contact: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Chỉ có ở tỉnh: {n} hồ sơ</source>
        <translation>
            <numerusform>Only in the province: {n} case</numerusform>
            <numerusform>Only in the province: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Chỉ có ở đây: {n} hồ sơ</source>
        <translation>
            <numerusform>Only here: {n} case</numerusform>
            <numerusform>Only here: {n} cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tỉnh còn chờ tiếp nhận: {n} hồ sơ</source>
        <translation>
            <numerusform>Not received by the province yet: {n} case</numerusform>
            <numerusform>Not received by the province yet: {n} cases</numerusform>
        </translation>
    </message>
    <message>
        <source>Đánh giá tại quầy</source>
        <translation>Rating at the desk</translation>
    </message>
    <message>
        <source>Phiếu cuối ngày</source>
        <translation>Day sheet</translation>
    </message>
    <message>
        <source>Báo cáo khảo sát hằng ngày</source>
        <translation>Daily survey report</translation>
    </message>
    <message>
        <source>Thống kê giải quyết đúng hạn</source>
        <translation>On-time statistics</translation>
    </message>
    <message>
        <source>Chỉ số tiến độ (Quyết định 766)</source>
        <translation>Progress indicator (Decision 766)</translation>
    </message>
    <message>
        <source>Số liệu báo cáo</source>
        <translation>Figures of the report</translation>
    </message>
    <message>
        <source>Xem số liệu</source>
        <translation>Show figures</translation>
    </message>
    <message>
        <source>Họ tên, chức vụ, đơn vị được phân công</source>
        <translation>Name, title, unit of who is assigned</translation>
    </message>
    <message>
        <source>Ngày</source>
        <translation>Day</translation>
    </message>
    <message>
        <source>Số tham gia trên hệ thống của tỉnh, nếu biết</source>
        <translation>Took part on the province's site, if known</translation>
    </message>
    <message>
        <source>Xem các lượt</source>
        <translation>See the visits</translation>
    </message>
    <message>
        <source>Sửa lượt này…</source>
        <translation>Correct this visit…</translation>
    </message>
    <message>
        <source>Mở hồ sơ</source>
        <translation>Open the case</translation>
    </message>
    <message>
        <source>Các lượt của người này</source>
        <translation>This person's visits</translation>
    </message>
    <message>
        <source>Ghi lượt mới</source>
        <translation>New visit</translation>
    </message>
    <message>
        <source>Dòng đang chọn bên trái mở ra ở đây.</source>
        <translation>The row chosen on the left opens here.</translation>
    </message>
    <message>
        <source>Ẩn số</source>
        <translation>Hide number</translation>
    </message>
    <message>
        <source>Xem đủ số</source>
        <translation>Show whole number</translation>
    </message>
    <message>
        <source>Số ẩn lại sau 30 giây. Lần xem này đã ghi vào nhật ký.</source>
        <translation>It is hidden again after 30 seconds. This look is in the log.</translation>
    </message>
    <message>
        <source>Mỗi lần xem đủ số được ghi vào nhật ký.</source>
        <translation>Every look at the whole number is logged.</translation>
    </message>
    <message>
        <source>đã đối chiếu với bản công bố</source>
        <translation>checked against the published record</translation>
    </message>
    <message>
        <source>đối chiếu được một phần</source>
        <translation>checked in part</translation>
    </message>
    <message>
        <source>chưa đối chiếu được</source>
        <translation>not checked yet</translation>
    </message>
    <message>
        <source>làm thủ tục</source>
        <translation>a procedure</translation>
    </message>
    <message>
        <source>giúp nộp trực tuyến</source>
        <translation>help with online filing</translation>
    </message>
    <message>
        <source>{due}, đang dừng tính</source>
        <translation>{due}, clock stopped</translation>
    </message>
    <message>
        <source>không mời</source>
        <translation>not asked</translation>
    </message>
    <message>
        <source>đã mời</source>
        <translation>asked</translation>
    </message>
    <message>
        <source>Hồ sơ đang mở</source>
        <translation>Open cases</translation>
    </message>
    <message numerus="yes">
        <source>tất cả {n} lượt</source>
        <translation>
            <numerusform>{n} visit in all</numerusform>
            <numerusform>{n} visits in all</numerusform>
        </translation>
    </message>
    <message>
        <source>Năm {year}</source>
        <translation>Year {year}</translation>
    </message>
    <message>
        <source>Giờ tiếp</source>
        <translation>Time of visit</translation>
    </message>
    <message>
        <source>Mục đích</source>
        <translation>Purpose</translation>
    </message>
    <message>
        <source>Đánh giá</source>
        <translation>Rating</translation>
    </message>
    <message>
        <source>lượt tiếp</source>
        <translation>visit</translation>
    </message>
    <message>
        <source>Nhận lúc</source>
        <translation>Received at</translation>
    </message>
    <message>
        <source>hồ sơ</source>
        <translation>case</translation>
    </message>
    <message>
        <source>Mã gõ tắt</source>
        <translation>Short code</translation>
    </message>
    <message>
        <source>Tên đầy đủ</source>
        <translation>Full name</translation>
    </message>
    <message>
        <source>Cơ quan</source>
        <translation>Authority</translation>
    </message>
    <message>
        <source>Nguồn</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>thủ tục</source>
        <translation>procedure</translation>
    </message>
    <message>
        <source>chỉ hỏi: {matter}</source>
        <translation>question: {matter}</translation>
    </message>
    <message>
        <source>hai cách ghi</source>
        <translation>two versions</translation>
    </message>
    <message>
        <source>đã trả lời</source>
        <translation>answered</translation>
    </message>
    <message>
        <source>người</source>
        <translation>person</translation>
    </message>
    <message>
        <source>tổ chức</source>
        <translation>organisation</translation>
    </message>
    <message>
        <source>Chỉ biết tên: có thể là nhiều người trùng tên.</source>
        <translation>Only the name is known: several people may share it.</translation>
    </message>
    <message>
        <source>Ghi muộn lúc</source>
        <translation>Logged late at</translation>
    </message>
    <message>
        <source>Lý do ghi muộn</source>
        <translation>Why late</translation>
    </message>
    <message>
        <source>Dữ liệu cá nhân của lượt này đã được xóa.</source>
        <translation>The personal data of this visit were erased.</translation>
    </message>
    <message>
        <source>Cơ quan khác tiếp nhận thủ tục này.</source>
        <translation>Another body takes in this procedure.</translation>
    </message>
    <message>
        <source>Tất cả</source>
        <translation>All</translation>
    </message>
    <message>
        <source>Người dân</source>
        <translation>People</translation>
    </message>
    <message>
        <source>Gõ không dấu tìm được mọi cách viết; gõ có dấu thì đúng dấu đứng trước.</source>
        <translation>Without accents every spelling is found; with accents exact ones stand first.</translation>
    </message>
    <message>
        <source>Thu hẹp:</source>
        <translation>Narrow:</translation>
    </message>
    <message numerus="yes">
        <source>Thủ tục · {n}</source>
        <translation>
            <numerusform>Procedures · {n}</numerusform>
            <numerusform>Procedures · {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… {n} thủ tục nữa</source>
        <translation>
            <numerusform>… {n} more procedure</numerusform>
            <numerusform>… {n} more procedures</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Chỉ hiện {n} dòng đầu. Gõ thêm để thu hẹp.</source>
        <translation>
            <numerusform>Only the first {n} line is shown. Type more to narrow the list.</numerusform>
            <numerusform>Only the first {n} lines are shown. Type more to narrow the list.</numerusform>
        </translation>
    </message>
    <message>
        <source>{head}, mới nhất trước</source>
        <translation>{head}, newest first</translation>
    </message>
    <message numerus="yes">
        <source>Người · {n}</source>
        <translation>
            <numerusform>People · {n}</numerusform>
            <numerusform>People · {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Hồ sơ · {n}</source>
        <translation>
            <numerusform>Cases · {n}</numerusform>
            <numerusform>Cases · {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lượt tiếp · {n}</source>
        <translation>
            <numerusform>Visits · {n}</numerusform>
            <numerusform>Visits · {n}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… {n} người nữa</source>
        <translation>
            <numerusform>… {n} more person</numerusform>
            <numerusform>… {n} more people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… {n} hồ sơ nữa</source>
        <translation>
            <numerusform>… {n} more case</numerusform>
            <numerusform>… {n} more cases</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… {n} lượt nữa</source>
        <translation>
            <numerusform>… {n} more visit</numerusform>
            <numerusform>… {n} more visits</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}, nộp thay {whom}</source>
        <translation>{name}, for {whom}</translation>
    </message>
    <message>
        <source>đã hủy: {matter}</source>
        <translation>voided: {matter}</translation>
    </message>
    <message>
        <source>chỉ có tên</source>
        <translation>only a name</translation>
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
        <source>Đang tìm</source>
        <translation>Searching</translation>
    </message>
    <message>
        <source>chọn</source>
        <translation>choose</translation>
    </message>
    <message>
        <source>ghi lượt cho người này</source>
        <translation>new visit for this person</translation>
    </message>
    <message numerus="yes">
        <source>{n} kết quả trong {total} lượt</source>
        <translation>
            <numerusform>{n} result in {total} visits</numerusform>
            <numerusform>{n} results in {total} visits</numerusform>
        </translation>
    </message>
    <message>
        <source>Không thấy gì. Thử bớt chữ, gõ không dấu, chỉ gõ tên gọi, hoặc 4 hay 6 số cuối định danh. Điện thoại gõ từ số đầu.</source>
        <translation>Nothing found. Try fewer words, no accents, the given name alone, or the last 4 or 6 digits of the ID number. Telephone numbers are typed from their first digit.</translation>
    </message>
    <message>
        <source>Gõ tên, 4 hoặc 6 số cuối định danh, điện thoại, mã hồ sơ, thủ tục.</source>
        <translation>Type a name, the last 4 or 6 digits of an ID, a phone, a case code, a procedure.</translation>
    </message>
    <message numerus="yes">
        <source>ít nhất {n} kết quả trong {total} lượt</source>
        <translation>
            <numerusform>at least {n} result in {total} visits</numerusform>
            <numerusform>at least {n} results in {total} visits</numerusform>
        </translation>
    </message>
    <message>
        <source>Lịch làm việc (*.toml);;Mọi tệp (*)</source>
        <translation>Working calendar (*.toml);;All files (*)</translation>
    </message>
    <message>
        <source>Ngày nghỉ lễ, Tết và ngày làm bù</source>
        <translation>Holidays, Tết and days worked in exchange</translation>
    </message>
    <message>
        <source>Ngày nghỉ và ngày làm bù</source>
        <translation>Days off and days worked in exchange</translation>
    </message>
    <message>
        <source>Dùng lịch này</source>
        <translation>Use this calendar</translation>
    </message>
    <message>
        <source>Nhập lịch…</source>
        <translation>Import a calendar…</translation>
    </message>
    <message>
        <source>Lịch này không có ngày nào.</source>
        <translation>This calendar holds no day.</translation>
    </message>
    <message>
        <source>Chọn tệp lịch làm việc</source>
        <translation>Choose a calendar file</translation>
    </message>
    <message>
        <source>Tên gọi</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Căn cứ</source>
        <translation>Legal source</translation>
    </message>
    <message>
        <source>Đang dùng: {title}. {years}.</source>
        <translation>In use: {title}. {years}.</translation>
    </message>
    <message>
        <source>Lịch mới, chưa dùng: {title}. {years}. Hồ sơ đã hẹn giữ nguyên ngày hẹn.</source>
        <translation>A new calendar, not in use yet: {title}. {years}. Cases keep the due date they were given.</translation>
    </message>
    <message>
        <source>Đã dùng lịch {title}.</source>
        <translation>Calendar {title} is in use now.</translation>
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
        <source>Chủ nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>Các năm {years}</source>
        <translation>Years {years}</translation>
    </message>
    <message>
        <source>ước tính</source>
        <translation>estimated</translation>
    </message>
    <message>
        <source>màn hình nào cũng được</source>
        <translation>any screen</translation>
    </message>
    <message>
        <source>có</source>
        <translation>on</translation>
    </message>
    <message>
        <source>Bản quét</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Thời hạn hồ sơ</source>
        <translation>Case deadlines</translation>
    </message>
    <message>
        <source>Gửi ảnh và bản quét</source>
        <translation>Sending pictures and scans</translation>
    </message>
    <message>
        <source>Khi không ai gõ</source>
        <translation>When nobody types</translation>
    </message>
    <message>
        <source>Người dân đánh giá</source>
        <translation>Ratings by citizens</translation>
    </message>
    <message>
        <source>Danh sách chờ</source>
        <translation>Waiting list</translation>
    </message>
    <message>
        <source>từ ngày làm việc sau ngày nhận</source>
        <translation>from the working day after receipt</translation>
    </message>
    <message>
        <source>từ giờ phút nhận, theo giờ làm việc</source>
        <translation>from the minute of receipt, by office hours</translation>
    </message>
    <message>
        <source>coi là nhận ngày ấy</source>
        <translation>as received that day</translation>
    </message>
    <message>
        <source>coi là nhận ngày làm việc sau</source>
        <translation>as received the next working day</translation>
    </message>
    <message>
        <source>dừng tính, bổ sung xong tính tiếp</source>
        <translation>clock stops, then goes on</translation>
    </message>
    <message>
        <source>bổ sung xong tính lại từ đầu</source>
        <translation>counted anew after the supplement</translation>
    </message>
    <message>
        <source>vẫn tính</source>
        <translation>still counted</translation>
    </message>
    <message>
        <source>hai liên A5 trên một tờ A4</source>
        <translation>two A5 copies on one A4 sheet</translation>
    </message>
    <message>
        <source>hai tờ A5</source>
        <translation>two A5 sheets</translation>
    </message>
    <message>
        <source>hai tờ A4</source>
        <translation>two A4 sheets</translation>
    </message>
    <message>
        <source>Che tên sau</source>
        <translation>Cover after</translation>
    </message>
    <message>
        <source>phút không ai gõ, từ 0 đến 120; 0 là không che.</source>
        <translation>minutes without a key, 0 to 120; 0 never covers names.</translation>
    </message>
    <message>
        <source>Khóa sau</source>
        <translation>Lock after</translation>
    </message>
    <message>
        <source>phút không ai gõ, từ 0 đến 120; 0 là không tự khóa.</source>
        <translation>minutes without a key, 0 to 120; 0 never locks by itself.</translation>
    </message>
    <message>
        <source>Màn hình</source>
        <translation>Screen</translation>
    </message>
    <message>
        <source>Nơi năm khuôn mặt hiện ra. Không mời thì lượt vẫn được đếm là không trả lời.</source>
        <translation>Where the five faces appear. Visits not asked count as silent.</translation>
    </message>
    <message>
        <source>Màn hình số</source>
        <translation>Which screen</translation>
    </message>
    <message>
        <source>Khi máy có hơn hai màn hình. Màn hình không có thì dùng màn hình khác.</source>
        <translation>For more than two screens; when it is missing, another one is used.</translation>
    </message>
    <message>
        <source>Đóng sau</source>
        <translation>Close after</translation>
    </message>
    <message>
        <source>giây không ai chạm, từ 8 đến 120.</source>
        <translation>seconds without a touch, 8 to 120.</translation>
    </message>
    <message>
        <source>Số thứ tự</source>
        <translation>Ticket numbers</translation>
    </message>
    <message>
        <source>Mỗi người chờ có một số để gọi.</source>
        <translation>Everybody who waits has a number to be called by.</translation>
    </message>
    <message>
        <source>Chữ trước số</source>
        <translation>Letters before it</translation>
    </message>
    <message>
        <source>Nhiều nhất ba chữ hoa, ví dụ A thành A1, A2; để trống cũng được.</source>
        <translation>Three capitals at most, A makes A1, A2; may be empty.</translation>
    </message>
    <message>
        <source>Cổng COM</source>
        <translation>COM port</translation>
    </message>
    <message>
        <source>Chỉ cần khi máy quét đặt ở chế độ cổng COM; chế độ bàn phím thì không dùng.</source>
        <translation>Only for a scanner in COM port mode, not in keyboard mode.</translation>
    </message>
    <message>
        <source>Thư mục quét</source>
        <translation>Scanner's folder</translation>
    </message>
    <message>
        <source>Tệp quét vào đây được mời đưa vào hồ sơ đang mở; để trống là không.</source>
        <translation>Files scanned into it are offered for the open case; empty: none is watched.</translation>
    </message>
    <message>
        <source>Giờ làm việc</source>
        <translation>Office hours</translation>
    </message>
    <message>
        <source>Viết như 07:30-11:30, 13:00-17:00. Mở thêm ngoài giờ không làm đổi ngày hẹn.</source>
        <translation>Write them like 07:30-11:30, 13:00-17:00. Opening outside them changes no due date.</translation>
    </message>
    <message>
        <source>Tính thời hạn</source>
        <translation>Count limits</translation>
    </message>
    <message>
        <source>Hồ sơ đã nhận giữ cách tính lúc nhận.</source>
        <translation>Cases keep the way they were received with.</translation>
    </message>
    <message>
        <source>Nhận lúc nghỉ</source>
        <translation>Received when closed</translation>
    </message>
    <message>
        <source>Nhận vào ngày nghỉ hoặc sau giờ đóng cửa.</source>
        <translation>Received on a day of rest or after closing time.</translation>
    </message>
    <message>
        <source>Khi chờ bổ sung</source>
        <translation>During a wait</translation>
    </message>
    <message>
        <source>Khi hồ sơ phải chờ người dân bổ sung giấy tờ.</source>
        <translation>While a case waits for papers from the citizen.</translation>
    </message>
    <message>
        <source>Riêng lĩnh vực</source>
        <translation>By field</translation>
    </message>
    <message>
        <source>Viết như Hộ tịch: tính lại từ 01/03/2027; Đất đai: vẫn tính. Trống là như trên.</source>
        <translation>Field, colon, word: restart from 01/03/2027; the next field: run. Empty: as above.</translation>
    </message>
    <message>
        <source>Nhắc xin lỗi</source>
        <translation>Offer an apology</translation>
    </message>
    <message>
        <source>ngày làm việc trước hạn, từ 0 đến 10.</source>
        <translation>working days before the due date, from 0 to 10.</translation>
    </message>
    <message>
        <source>Hẹn lại</source>
        <translation>New dates</translation>
    </message>
    <message>
        <source>lần nhiều nhất, từ 0 đến 9; thêm nữa thì có lời nhắc, không chặn.</source>
        <translation>times at most, from 0 to 9; one more warns and does not block.</translation>
    </message>
    <message>
        <source>Khổ giấy hẹn</source>
        <translation>Size of slips</translation>
    </message>
    <message>
        <source>Hai liên in như thế nào.</source>
        <translation>How the two copies are printed.</translation>
    </message>
    <message>
        <source>Ghi “bản tạm”</source>
        <translation>Head as temporary</translation>
    </message>
    <message>
        <source>Giấy hẹn ghi “Bản tạm khi hệ thống gián đoạn”, để người dân không giữ hai giấy.</source>
        <translation>Slips are headed “Temporary while the system is down”, so that nobody holds two.</translation>
    </message>
    <message>
        <source>Số máy liên hệ</source>
        <translation>Office telephone</translation>
    </message>
    <message>
        <source>In trên phiếu yêu cầu bổ sung; để trống là không in.</source>
        <translation>Printed on requests to supplement; leave empty not to print it.</translation>
    </message>
    <message>
        <source>Mỗi ngày đến</source>
        <translation>A day up to</translation>
    </message>
    <message>
        <source>MB qua đường truyền; 0 là không giới hạn. Dùng khi mạng tính tiền theo dung lượng.</source>
        <translation>MB over the line; 0 is no limit. For lines that are paid by the megabyte.</translation>
    </message>
    <message>
        <source>Chỉ ngoài giờ</source>
        <translation>After hours only</translation>
    </message>
    <message>
        <source>Chỉ gửi ảnh và bản quét ngoài giờ làm việc; lượt tiếp vẫn gửi ngay.</source>
        <translation>Pictures and scans go only while the office is closed; visits still go at once.</translation>
    </message>
    <message>
        <source>Tự lấy về</source>
        <translation>Fetch by itself</translation>
    </message>
    <message>
        <source>Lấy sẵn tệp của quầy khác; không thì khi mở mới lấy.</source>
        <translation>Fetch the files of other desks ahead; otherwise only when one is opened.</translation>
    </message>
    <message>
        <source>Cài đặt của quầy này</source>
        <translation>Settings of this desk</translation>
    </message>
    <message>
        <source>lưu ngay khi đổi</source>
        <translation>kept as soon as they are changed</translation>
    </message>
    <message>
        <source>Mở lịch…</source>
        <translation>Open the calendar…</translation>
    </message>
    <message>
        <source>Ngày nghỉ lễ, Tết, ngày làm bù; nhập lịch của năm mới.</source>
        <translation>Holidays, Tết, days worked in exchange; import the calendar of a new year.</translation>
    </message>
    <message>
        <source>Tỉnh</source>
        <translation>Province</translation>
    </message>
    <message>
        <source>Nối quầy, xem lại sáu từ; gói tiêu chí, danh mục, lịch, mẫu của tỉnh.</source>
        <translation>Connect the desk, see the six words again; the province's criteria, catalogue, calendar, forms.</translation>
    </message>
    <message>
        <source>Thử thiết bị…</source>
        <translation>Test devices…</translation>
    </message>
    <message>
        <source>Máy in, máy quét, màn hình, ổ đĩa</source>
        <translation>Printer, scanner, screens, disk</translation>
    </message>
    <message>
        <source>Thử lại như ở lần chạy đầu: in trang thử, quét một thẻ, hiện số màn hình.</source>
        <translation>Test again as in the first run: print a page, scan a card, show the numbers of the screens.</translation>
    </message>
    <message>
        <source>Mở danh mục…</source>
        <translation>Open the catalogue…</translation>
    </message>
    <message>
        <source>Thời hạn, phí, thành phần hồ sơ và độ tin cậy; nhập danh mục của tỉnh.</source>
        <translation>Time limits, fees, papers and how sure they are; import the province's list.</translation>
    </message>
    <message numerus="yes">
        <source>{n} người</source>
        <translation>
            <numerusform>{n} person</numerusform>
            <numerusform>{n} people</numerusform>
        </translation>
    </message>
    <message>
        <source>Quầy này chưa có cán bộ nào.</source>
        <translation>This desk has no officers yet.</translation>
    </message>
    <message>
        <source>Đã ghi cán bộ và mã PIN.</source>
        <translation>Officer and PIN are saved.</translation>
    </message>
    <message>
        <source>Đã lưu: {words}.</source>
        <translation>Saved: {words}.</translation>
    </message>
    <message>
        <source>Ctrl + số để mở trang</source>
        <translation>Ctrl + digit opens a page</translation>
    </message>
    <message>
        <source>Vì sao: {why}</source>
        <translation>Why: {why}</translation>
    </message>
    <message>
        <source>Để riêng chờ xử lý</source>
        <translation>Set aside</translation>
    </message>
    <message>
        <source>Không có gì. Việc mà máy hoặc tỉnh chưa đọc được sẽ đứng ở đây, kèm lý do.</source>
        <translation>Nothing. What this machine or the province cannot read yet will stand here, with the reason.</translation>
    </message>
    <message>
        <source>Chép lý do</source>
        <translation>Copy the reason</translation>
    </message>
    <message>
        <source>Mở lượt</source>
        <translation>Open the visit</translation>
    </message>
    <message>
        <source>Việc này không chặn việc khác. Dữ liệu còn nguyên trên máy và ở tỉnh.</source>
        <translation>This holds nothing else up. The data are whole on this machine and at the province.</translation>
    </message>
    <message>
        <source>Chương trình ở tỉnh cũ hơn ở quầy nên chưa đọc được việc này.</source>
        <translation>The province's program is older than this desk's and cannot read this yet.</translation>
    </message>
    <message>
        <source>Không cần làm gì: tỉnh đọc được khi tỉnh cập nhật chương trình.</source>
        <translation>Nothing to do: the province reads it once it has updated its program.</translation>
    </message>
    <message numerus="yes">
        <source>Từ đầu năm: {n} thao tác để riêng, {settled} đã xếp vào.</source>
        <translation>
            <numerusform>This year: {n} entry set aside, {settled} settled.</numerusform>
            <numerusform>This year: {n} entries set aside, {settled} settled.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tự xếp vào khi việc trước nó được xử lý.</source>
        <translation>It takes its place by itself once the one before it has.</translation>
    </message>
    <message>
        <source>Không cần làm gì: tự xếp vào khi phần đầu tới.</source>
        <translation>Nothing to do: it takes its place once its beginning arrives.</translation>
    </message>
    <message numerus="yes">
        <source>{n} thao tác</source>
        <translation>
            <numerusform>{n} entry</numerusform>
            <numerusform>{n} entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… và {n} thao tác nữa để riêng</source>
        <translation>
            <numerusform>… and {n} more set aside</numerusform>
            <numerusform>… and {n} more set aside</numerusform>
        </translation>
    </message>
    <message>
        <source>Từ đầu năm chưa có gì phải để riêng.</source>
        <translation>Nothing had to be set aside this year.</translation>
    </message>
    <message>
        <source>tỉnh để riêng</source>
        <translation>set aside by the province</translation>
    </message>
    <message>
        <source>máy này để riêng</source>
        <translation>set aside by this machine</translation>
    </message>
    <message numerus="yes">
        <source>{n} thao tác sau nó của việc này cùng chờ.</source>
        <translation>
            <numerusform>{n} later entry of the same matter waits for it.</numerusform>
            <numerusform>{n} later entries of the same matter wait for it.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chưa xếp được việc này vào sổ.</source>
        <translation>This could not be entered yet.</translation>
    </message>
    <message>
        <source>Mọi giá trị đều được giữ trong nhật ký. Chọn xong vẫn hoàn tác được.</source>
        <translation>Every value stays in the log. A choice can be undone.</translation>
    </message>
    <message>
        <source>Mâu thuẫn</source>
        <translation>Conflicts</translation>
    </message>
    <message>
        <source>Mâu thuẫn trước</source>
        <translation>Previous conflict</translation>
    </message>
    <message>
        <source>Mâu thuẫn sau</source>
        <translation>Next conflict</translation>
    </message>
    <message>
        <source>{what} · ô {field}</source>
        <translation>{what} · field {field}</translation>
    </message>
    <message>
        <source>đang dùng</source>
        <translation>in use</translation>
    </message>
    <message>
        <source>Mâu thuẫn không làm chậm việc gửi.</source>
        <translation>Conflicts do not delay sending.</translation>
    </message>
    <message>
        <source>Dùng giá trị đã gõ</source>
        <translation>Use what was typed</translation>
    </message>
    <message>
        <source>Dùng {value}</source>
        <translation>Use {value}</translation>
    </message>
    <message numerus="yes">
        <source>{n} ô hai quầy ghi khác nhau</source>
        <translation>
            <numerusform>{n} field two desks set differently</numerusform>
            <numerusform>{n} fields two desks set differently</numerusform>
        </translation>
    </message>
    <message>
        <source>chọn giữa hai giá trị</source>
        <translation>chosen between two values</translation>
    </message>
    <message>
        <source>Không có gì phải chọn. Khi hai quầy sửa cùng một ô mà chưa biết của nhau, hai giá trị đứng ở đây.</source>
        <translation>Nothing to choose. When two desks change the same field without knowing of each other, both values stand here.</translation>
    </message>
    <message>
        <source>Không phải chọn: đánh giá đến trước được tính, đánh giá kia vẫn giữ.</source>
        <translation>Nothing to choose: the first rating counts, the other one is kept.</translation>
    </message>
    <message>
        <source>Bảng tự chấm năm {year}</source>
        <translation>Self-assessment of {year}</translation>
    </message>
    <message>
        <source>Cán bộ {name}</source>
        <translation>Officer {name}</translation>
    </message>
    <message>
        <source>Việc khác</source>
        <translation>Something else</translation>
    </message>
    <message>
        <source>Gõ giá trị khác vào ô, hoặc chọn một giá trị trên.</source>
        <translation>Type another value, or choose one of those above.</translation>
    </message>
    <message>
        <source>{what}, ô {field}: dùng {value}</source>
        <translation>{what}, field {field}: {value} is used</translation>
    </message>
    <message>
        <source>{what}, ô {field}: lại dùng {before}.</source>
        <translation>{what}, field {field}: {before} again.</translation>
    </message>
    <message>
        <source>Giá trị khác:</source>
        <translation>Another value:</translation>
    </message>
    <message>
        <source>tiếp nhận</source>
        <translation>accepted</translation>
    </message>
    <message>
        <source>xong ngay</source>
        <translation>done at once</translation>
    </message>
    <message>
        <source>trả lại</source>
        <translation>returned</translation>
    </message>
    <message>
        <source>yêu cầu bổ sung</source>
        <translation>supplement requested</translation>
    </message>
    <message>
        <source>cá nhân</source>
        <translation>a person</translation>
    </message>
    <message>
        <source>tự nộp</source>
        <translation>themselves</translation>
    </message>
    <message>
        <source>nộp thay</source>
        <translation>on behalf</translation>
    </message>
    <message>
        <source>được ủy quyền</source>
        <translation>authorised</translation>
    </message>
    <message>
        <source>trực tiếp</source>
        <translation>at the desk</translation>
    </message>
    <message>
        <source>bưu chính</source>
        <translation>by post</translation>
    </message>
    <message>
        <source>ngày làm việc</source>
        <translation>working days</translation>
    </message>
    <message>
        <source>ngày</source>
        <translation>days</translation>
    </message>
    <message>
        <source>giờ</source>
        <translation>hours</translation>
    </message>
    <message>
        <source>nộp thay, được ủy quyền</source>
        <translation>on behalf or authorised</translation>
    </message>
    <message>
        <source>ưu tiên</source>
        <translation>priority</translation>
    </message>
    <message>
        <source>cao tuổi</source>
        <translation>elderly</translation>
    </message>
    <message>
        <source>khuyết tật</source>
        <translation>disabled</translation>
    </message>
    <message>
        <source>tiêu chí {criterion}</source>
        <translation>criterion {criterion}</translation>
    </message>
    <message>
        <source>để trống</source>
        <translation>left empty</translation>
    </message>
    <message>
        <source>một lần mời đánh giá</source>
        <translation>a rating was offered</translation>
    </message>
    <message>
        <source>{amount} đồng, {how}</source>
        <translation>{amount} dong, {how}</translation>
    </message>
    <message>
        <source>{amount} đồng</source>
        <translation>{amount} dong</translation>
    </message>
    <message>
        <source>không</source>
        <translation>no</translation>
    </message>
    <message>
        <source>hủy, không tính</source>
        <translation>voided, not counted</translation>
    </message>
    <message>
        <source>việc của bản chương trình mới hơn</source>
        <translation>something of a newer release</translation>
    </message>
    <message>
        <source>Đang gửi và nhận</source>
        <translation>Sending and receiving</translation>
    </message>
    <message>
        <source>Mở trình duyệt</source>
        <translation>Open the browser</translation>
    </message>
    <message>
        <source>Mở Quản trị</source>
        <translation>Open Administration</translation>
    </message>
    <message>
        <source>mở quầy</source>
        <translation>desk opened</translation>
    </message>
    <message>
        <source>thêm cán bộ</source>
        <translation>officer added</translation>
    </message>
    <message>
        <source>đổi thông tin cán bộ</source>
        <translation>officer changed</translation>
    </message>
    <message>
        <source>ghi lượt tiếp</source>
        <translation>visit logged</translation>
    </message>
    <message>
        <source>sửa lượt tiếp</source>
        <translation>visit corrected</translation>
    </message>
    <message>
        <source>hủy lượt tiếp</source>
        <translation>visit voided</translation>
    </message>
    <message>
        <source>tính lại lượt tiếp</source>
        <translation>visit restored</translation>
    </message>
    <message>
        <source>xem đủ số định danh</source>
        <translation>full ID number looked at</translation>
    </message>
    <message>
        <source>mời đánh giá</source>
        <translation>rating offered</translation>
    </message>
    <message>
        <source>bắt đầu nhập dữ liệu</source>
        <translation>import begun</translation>
    </message>
    <message>
        <source>nhập xong dữ liệu</source>
        <translation>import completed</translation>
    </message>
    <message>
        <source>dừng nhập dữ liệu</source>
        <translation>import stopped</translation>
    </message>
    <message>
        <source>ghi điểm tự chấm</source>
        <translation>points claimed</translation>
    </message>
    <message>
        <source>in giấy</source>
        <translation>paper printed</translation>
    </message>
    <message>
        <source>xóa dữ liệu cá nhân</source>
        <translation>personal data erased</translation>
    </message>
    <message>
        <source>tiếp nhận hồ sơ</source>
        <translation>case received</translation>
    </message>
    <message>
        <source>hồ sơ đầy đủ, hợp lệ</source>
        <translation>case complete and valid</translation>
    </message>
    <message>
        <source>nhận bổ sung</source>
        <translation>supplement received</translation>
    </message>
    <message>
        <source>từ chối giải quyết</source>
        <translation>refused</translation>
    </message>
    <message>
        <source>chuyển xử lý</source>
        <translation>transferred</translation>
    </message>
    <message>
        <source>nhận lại hồ sơ</source>
        <translation>case taken back</translation>
    </message>
    <message>
        <source>xin lỗi, gia hạn</source>
        <translation>apology, extended</translation>
    </message>
    <message>
        <source>dừng giải quyết</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>người nộp rút hồ sơ</source>
        <translation>withdrawn by the applicant</translation>
    </message>
    <message>
        <source>trả kết quả</source>
        <translation>result handed over</translation>
    </message>
    <message>
        <source>đưa vào lưu trữ</source>
        <translation>archived</translation>
    </message>
    <message>
        <source>thu phí, lệ phí</source>
        <translation>fees taken</translation>
    </message>
    <message>
        <source>sửa hồ sơ</source>
        <translation>case corrected</translation>
    </message>
    <message>
        <source>bỏ bước ghi nhầm</source>
        <translation>mistaken step taken back</translation>
    </message>
    <message>
        <source>hủy hồ sơ</source>
        <translation>case voided</translation>
    </message>
    <message>
        <source>tính lại hồ sơ</source>
        <translation>case restored</translation>
    </message>
    <message>
        <source>gắn ảnh, bản quét</source>
        <translation>photo or scan attached</translation>
    </message>
    <message>
        <source>bỏ ảnh, bản quét</source>
        <translation>photo or scan removed</translation>
    </message>
    <message>
        <source>nhập danh mục thủ tục</source>
        <translation>catalogue imported</translation>
    </message>
    <message>
        <source>nhập lịch làm việc</source>
        <translation>calendar imported</translation>
    </message>
    <message>
        <source>đối chiếu với tỉnh</source>
        <translation>compared with the province</translation>
    </message>
    <message>
        <source>Hồ sơ {number}</source>
        <translation>Case {number}</translation>
    </message>
    <message>
        <source>Lượt {at}</source>
        <translation>Visit {at}</translation>
    </message>
    <message>
        <source>Không có gì chờ gửi. Việc vừa ghi đứng ở đây cho đến khi tỉnh nhận.</source>
        <translation>Nothing waits. What is recorded stands here until the province has it.</translation>
    </message>
    <message>
        <source>Chờ gửi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Gửi ngay</source>
        <translation>Send now</translation>
    </message>
    <message>
        <source>Ảnh và bản quét</source>
        <translation>Photos and scans</translation>
    </message>
    <message>
        <source>đang tạm dừng</source>
        <translation>paused</translation>
    </message>
    <message>
        <source>đi sau, không làm chậm lượt tiếp</source>
        <translation>go last and never delay a visit</translation>
    </message>
    <message>
        <source>Gửi tiếp</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>Tạm dừng</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Đã chép lý do, không có tên người dân nào.</source>
        <translation>The reason is copied; it names no citizen.</translation>
    </message>
    <message>
        <source>Chưa gửi được: quầy này chưa nối với tỉnh.</source>
        <translation>Not sent: this desk is not connected to the province.</translation>
    </message>
    <message>
        <source>Không cần làm gì, máy tự gửi.</source>
        <translation>Nothing to do, it is sent by itself.</translation>
    </message>
    <message>
        <source>Giữ đủ trên máy này cho đến khi nối với tỉnh.</source>
        <translation>Everything is kept here until the desk is connected.</translation>
    </message>
    <message numerus="yes">
        <source>Còn {n} thao tác cũ hơn không hiện ở đây.</source>
        <translation>
            <numerusform>{n} older entry is not shown here.</numerusform>
            <numerusform>{n} older entries are not shown here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tệp không còn trên máy này</source>
        <translation>
            <numerusform>{n} file is no longer on this machine</numerusform>
            <numerusform>{n} files are no longer on this machine</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} tệp, {size} MB</source>
        <translation>
            <numerusform>{n} file, {size} MB</numerusform>
            <numerusform>{n} files, {size} MB</numerusform>
        </translation>
    </message>
    <message>
        <source>Máy không tự gửi được: mang đi bằng USB.</source>
        <translation>This machine cannot send by itself: carry it by USB stick.</translation>
    </message>
    <message>
        <source>Giữ đủ trên máy này cho đến khi tỉnh nhận.</source>
        <translation>Everything is kept here until the province takes it.</translation>
    </message>
    <message numerus="yes">
        <source>{n} thao tác · tự gửi</source>
        <translation>
            <numerusform>{n} entry · by itself</numerusform>
            <numerusform>{n} entries · by itself</numerusform>
        </translation>
    </message>
    <message>
        <source>không có đường truyền</source>
        <translation>no line</translation>
    </message>
    <message>
        <source>máy chủ của tỉnh không trả lời</source>
        <translation>the province's server does not answer</translation>
    </message>
    <message>
        <source>không lập được đường truyền an toàn</source>
        <translation>no secure line could be made</translation>
    </message>
    <message>
        <source>đường truyền quá chậm</source>
        <translation>the line is too slow</translation>
    </message>
    <message>
        <source>đường truyền đứt giữa chừng</source>
        <translation>the line broke off</translation>
    </message>
    <message>
        <source>mạng đang đòi đăng nhập</source>
        <translation>the network wants a login</translation>
    </message>
    <message>
        <source>mạng không tới được tỉnh</source>
        <translation>the network does not reach the province</translation>
    </message>
    <message>
        <source>máy trung gian của mạng đòi mật khẩu</source>
        <translation>the network's proxy wants a password</translation>
    </message>
    <message>
        <source>tỉnh đang bận</source>
        <translation>the province is busy</translation>
    </message>
    <message>
        <source>tỉnh từ chối</source>
        <translation>the province refused</translation>
    </message>
    <message>
        <source>tỉnh đã thu hồi quầy này</source>
        <translation>the province revoked this desk</translation>
    </message>
    <message>
        <source>tỉnh không có máy này trong danh sách</source>
        <translation>the province does not list this machine</translation>
    </message>
    <message>
        <source>tỉnh không nhận chữ ký của máy này</source>
        <translation>the province does not accept this machine's signature</translation>
    </message>
    <message>
        <source>tỉnh ghi máy này thuộc xã, phường khác</source>
        <translation>the province lists this machine elsewhere</translation>
    </message>
    <message>
        <source>chưa biết địa chỉ máy chủ của tỉnh</source>
        <translation>the address of the province is not known</translation>
    </message>
    <message>
        <source>địa chỉ của tỉnh không dùng được</source>
        <translation>the province's address cannot be used</translation>
    </message>
    <message>
        <source>máy trung gian của mạng không dùng được</source>
        <translation>the network's proxy cannot be used</translation>
    </message>
    <message>
        <source>chứng thư của tỉnh không đọc được</source>
        <translation>the province's certificate cannot be read</translation>
    </message>
    <message>
        <source>một chương trình khác trên máy này đang gửi</source>
        <translation>another program on this machine is sending</translation>
    </message>
    <message>
        <source>chương trình gặp lỗi của chính nó</source>
        <translation>the program made a mistake</translation>
    </message>
    <message>
        <source>quầy thật và máy chủ thực hành không nối với nhau</source>
        <translation>a real desk and a practice server do not connect</translation>
    </message>
    <message>
        <source>chương trình này quá cũ</source>
        <translation>this program is too old</translation>
    </message>
    <message>
        <source>có một thao tác quá lớn</source>
        <translation>one entry is too large</translation>
    </message>
    <message>
        <source>nhật ký ở tỉnh khác nhật ký trên máy</source>
        <translation>the province's log differs from this machine's</translation>
    </message>
    <message>
        <source>tỉnh có nhiều hơn máy này</source>
        <translation>the province has more than this machine</translation>
    </message>
    <message>
        <source>tỉnh và máy chưa khớp nhau</source>
        <translation>the province and this machine disagree</translation>
    </message>
    <message>
        <source>máy chủ của tỉnh gặp lỗi</source>
        <translation>the province's server has a fault</translation>
    </message>
    <message>
        <source>máy chủ của tỉnh hết chỗ chứa</source>
        <translation>the province's server is full</translation>
    </message>
    <message>
        <source>quầy chưa nối với tỉnh</source>
        <translation>the desk is not connected</translation>
    </message>
    <message>
        <source>Đang hỏi tỉnh</source>
        <translation>Asking the province</translation>
    </message>
    <message>
        <source>Đang gửi lên tỉnh</source>
        <translation>Sending to the province</translation>
    </message>
    <message>
        <source>Đang nhận về từ tỉnh</source>
        <translation>Receiving from the province</translation>
    </message>
    <message>
        <source>Đang chuyển khóa cho quầy khác</source>
        <translation>Passing keys on to other desks</translation>
    </message>
    <message>
        <source>Đang nhận bộ tiêu chí, danh mục, lịch</source>
        <translation>Receiving criteria, catalogue, calendar</translation>
    </message>
    <message>
        <source>Đang chuyển ảnh và bản quét</source>
        <translation>Moving pictures and scans</translation>
    </message>
    <message>
        <source>Máy này giữ đủ dữ liệu. Mất mạng vẫn làm việc bình thường.</source>
        <translation>This machine keeps everything. Work goes on without a line.</translation>
    </message>
    <message>
        <source>chưa lần nào</source>
        <translation>never</translation>
    </message>
    <message>
        <source>Máy tự gửi sau mỗi việc · hỏi lại tỉnh lúc {at}</source>
        <translation>Sent by itself after each act · asks again at {at}</translation>
    </message>
    <message>
        <source>Đồng hồ máy lệch {seconds} giây so với tỉnh</source>
        <translation>This clock differs by {seconds} seconds from the province's</translation>
    </message>
    <message>
        <source>Nối với {province}. Mất mạng vẫn làm việc bình thường.</source>
        <translation>Connected to {province}. Work goes on without a line.</translation>
    </message>
    <message>
        <source>dưới 1 phút</source>
        <translation>under 1 minute</translation>
    </message>
    <message>
        <source>Lần thử kế tiếp {at} · giãn dần đến 15 phút, không bao giờ dừng</source>
        <translation>Next try {at} · slows down to 15 minutes, never stops</translation>
    </message>
    <message>
        <source>Đồng hồ máy lệch {gap} so với tỉnh</source>
        <translation>This clock differs by {gap} from the province's</translation>
    </message>
    <message>
        <source>Đồng hồ máy khớp với tỉnh</source>
        <translation>This clock agrees with the province</translation>
    </message>
    <message>
        <source>không có gì để gửi, tỉnh đã có đủ</source>
        <translation>nothing to send, the province has everything</translation>
    </message>
    <message>
        <source>đã dừng theo yêu cầu</source>
        <translation>stopped as asked</translation>
    </message>
    <message>
        <source>Tỉnh báo:</source>
        <translation>The province says:</translation>
    </message>
    <message>
        <source>Chờ lâu nhất</source>
        <translation>Waiting longest</translation>
    </message>
    <message>
        <source>Gửi lần cuối</source>
        <translation>Last sent</translation>
    </message>
    <message>
        <source>Tỉnh đã nhận đến</source>
        <translation>Province has up to</translation>
    </message>
    <message numerus="yes">
        <source>{n} phút</source>
        <translation>
            <numerusform>{n} minute</numerusform>
            <numerusform>{n} minutes</numerusform>
        </translation>
    </message>
    <message>
        <source>{why} từ {at}</source>
        <translation>{why} since {at}</translation>
    </message>
    <message numerus="yes">
        <source>đã gửi {n} thao tác</source>
        <translation>
            <numerusform>{n} entry sent</numerusform>
            <numerusform>{n} entries sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>nhận về {n} thao tác của nơi khác</source>
        <translation>
            <numerusform>{n} entry of others received</numerusform>
            <numerusform>{n} entries of others received</numerusform>
        </translation>
    </message>
    <message>
        <source>Quầy này chưa nối với tỉnh.</source>
        <translation>This desk is not connected to the province.</translation>
    </message>
    <message>
        <source>chưa gửi được</source>
        <translation>not sent</translation>
    </message>
    <message>
        <source>Mọi việc được ghi đủ trên máy này; khi nối, tất cả được gửi lên.</source>
        <translation>Everything is recorded here; once connected, all of it is sent.</translation>
    </message>
    <message>
        <source>Mọi việc được ghi đủ trên máy này. Người quản trị nối với tỉnh.</source>
        <translation>Everything is recorded here. The administrator connects the desk.</translation>
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
        <source>Sửa lượt…</source>
        <translation>Correct the visit…</translation>
    </message>
    <message>
        <source>Hủy lượt…</source>
        <translation>Void the visit…</translation>
    </message>
    <message>
        <source>Giờ</source>
        <translation>Time</translation>
    </message>
    <message>
        <source>Bổ sung: {matter}</source>
        <translation>Supplement: {matter}</translation>
    </message>
    <message>
        <source>Từ chối: {matter}</source>
        <translation>Refused: {matter}</translation>
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
        <source>đã trả</source>
        <translation>handed over</translation>
    </message>
    <message>
        <source>Chưa có lượt nào hôm nay. Gõ tên ở dòng trên, Ctrl Enter để ghi.</source>
        <translation>No visit yet today. Type a name in the line above, Ctrl Enter logs it.</translation>
    </message>
    <message numerus="yes">
        <source>Thời gian ghi trung vị {seconds} giây ({n} lượt)</source>
        <translation>
            <numerusform>Median time to log {seconds} s ({n} visit)</numerusform>
            <numerusform>Median time to log {seconds} s ({n} visits)</numerusform>
        </translation>
    </message>
    <message>
        <source>Tên được che vì việc này. Enter để mở lượt và xem tên.</source>
        <translation>The name is covered because of the matter. Enter opens the visit and shows it.</translation>
    </message>
    <message>
        <source>chưa mời</source>
        <translation>not asked yet</translation>
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
        <source>ghi muộn</source>
        <translation>logged late</translation>
    </message>
    <message>
        <source>đã sửa</source>
        <translation>corrected</translation>
    </message>
    <message>
        <source>Chủ Nhật</source>
        <translation>Sunday</translation>
    </message>
    <message>
        <source>lượt cuối {at}</source>
        <translation>last visit {at}</translation>
    </message>
    <message>
        <source>chưa có lượt nào hôm nay</source>
        <translation>no visit yet today</translation>
    </message>
    <message>
        <source>Chưa nối với tỉnh</source>
        <translation>Not connected to the province</translation>
    </message>
    <message>
        <source>Lưu trên máy này</source>
        <translation>Kept on this machine</translation>
    </message>
    <message>
        <source>Đến hạn</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Khóa</source>
        <translation>Lock</translation>
    </message>
    <message numerus="yes">
        <source>Đã yêu cầu bổ sung {n} hồ sơ {numbers}</source>
        <translation>
            <numerusform>Supplement asked for in {n} case {numbers}</numerusform>
            <numerusform>Supplement asked for in {n} cases {numbers}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Đã nhận {n} hồ sơ {numbers}</source>
        <translation>
            <numerusform>Received {n} case {numbers}</numerusform>
            <numerusform>Received {n} cases {numbers}</numerusform>
        </translation>
    </message>
    <message>
        <source>{done}, hẹn sớm nhất {when}</source>
        <translation>{done}, the first due {when}</translation>
    </message>
    <message numerus="yes">
        <source>Đã ghi và trả ngay {n} hồ sơ</source>
        <translation>
            <numerusform>Logged and handed over {n} case</numerusform>
            <numerusform>Logged and handed over {n} cases</numerusform>
        </translation>
    </message>
    <message>
        <source>{done}, số chứng thực {numbers}</source>
        <translation>{done}, certification number {numbers}</translation>
    </message>
    <message numerus="yes">
        <source>Đã từ chối {n} hồ sơ {numbers}</source>
        <translation>
            <numerusform>Refused {n} case {numbers}</numerusform>
            <numerusform>Refused {n} cases {numbers}</numerusform>
        </translation>
    </message>
    <message>
        <source>Đã yêu cầu bổ sung hồ sơ {number}</source>
        <translation>Supplement asked for in case {number}</translation>
    </message>
    <message>
        <source>Đã nhận hồ sơ {number}, hẹn {when}</source>
        <translation>Received case {number}, due {when}</translation>
    </message>
    <message>
        <source>Đã từ chối hồ sơ {number}</source>
        <translation>Refused case {number}</translation>
    </message>
    <message>
        <source>Đã nhận hồ sơ {number}, chưa rõ hạn</source>
        <translation>Received case {number}, due not known</translation>
    </message>
    <message>
        <source>Đã trả kết quả hồ sơ {number}</source>
        <translation>Handed over the result of case {number}</translation>
    </message>
    <message>
        <source>Đã nhận bổ sung hồ sơ {number}</source>
        <translation>Received the supplement for case {number}</translation>
    </message>
    <message numerus="yes">
        <source>còn {n} giây</source>
        <translation>
            <numerusform>{n} second left</numerusform>
            <numerusform>{n} seconds left</numerusform>
        </translation>
    </message>
    <message>
        <source>F8 in giấy hẹn</source>
        <translation>F8 prints the slip</translation>
    </message>
    <message>
        <source>F8 in phiếu từ chối</source>
        <translation>F8 prints the refusal</translation>
    </message>
    <message>
        <source>F8 in phiếu yêu cầu bổ sung</source>
        <translation>F8 prints the request for a supplement</translation>
    </message>
    <message>
        <source>Đã xóa trắng lượt đang ghi</source>
        <translation>Cleared the visit being typed</translation>
    </message>
    <message>
        <source>Ô tiếp nhận đang có nội dung. Ghi hoặc xóa trắng trước, rồi hoàn tác.</source>
        <translation>The intake form is not empty. Log or clear it first, then undo.</translation>
    </message>
    <message>
        <source>Đã ghi muộn cho {at}</source>
        <translation>Logged late for {at}</translation>
    </message>
    <message>
        <source>Đã ghi lúc {at}</source>
        <translation>Logged at {at}</translation>
    </message>
    <message>
        <source>Đã hủy lượt vừa ghi. Nội dung trở lại ô tiếp nhận nếu ô đang trống.</source>
        <translation>The visit just logged is void. What was typed is back in the intake form if that was empty.</translation>
    </message>
    <message>
        <source>Đã sửa lượt {at}: {what}</source>
        <translation>Corrected the visit of {at}: {what}</translation>
    </message>
    <message>
        <source>Đã bỏ lần sửa lượt {at}. Nội dung như trước khi sửa.</source>
        <translation>The correction of the visit of {at} is taken back. It reads as before.</translation>
    </message>
    <message>
        <source>Đã hủy lượt {at}: {what}</source>
        <translation>Voided the visit of {at}: {what}</translation>
    </message>
    <message>
        <source>Lượt {at} được tính lại như trước khi hủy.</source>
        <translation>The visit of {at} counts again, as before.</translation>
    </message>
    <message>
        <source>Đã bỏ khỏi danh sách đợi: {who}</source>
        <translation>Taken off the waiting list: {who}</translation>
    </message>
    <message numerus="yes">
        <source>Đã bỏ {n} người khỏi danh sách đợi</source>
        <translation>
            <numerusform>Took {n} person off the waiting list</numerusform>
            <numerusform>Took {n} people off the waiting list</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Đã đưa lại {n} người vào danh sách đợi</source>
        <translation>
            <numerusform>{n} person waits again</numerusform>
            <numerusform>{n} people wait again</numerusform>
        </translation>
    </message>
    <message>
        <source>Đã bỏ nháp lúc {at}</source>
        <translation>Dropped the draft of {at}</translation>
    </message>
    <message>
        <source>Nháp lúc {at} còn nguyên.</source>
        <translation>The draft of {at} is kept, as it was.</translation>
    </message>
    <message>
        <source>chưa rõ tên</source>
        <translation>name unknown</translation>
    </message>
    <message>
        <source>Đã đưa vào danh sách đợi: {who}</source>
        <translation>Sent to wait: {who}</translation>
    </message>
    <message>
        <source>{who} trở lại ô tiếp nhận.</source>
        <translation>{who} is back in the intake form.</translation>
    </message>
    <message>
        <source>Đã gọi: {who}</source>
        <translation>Called: {who}</translation>
    </message>
    <message>
        <source>{who} trở lại danh sách đợi.</source>
        <translation>{who} waits again.</translation>
    </message>
    <message>
        <source>Nội dung đã xóa trở lại ô tiếp nhận.</source>
        <translation>What was cleared is back in the intake form.</translation>
    </message>
    <message>
        <source>Một Cửa – chưa mở được quầy</source>
        <translation>Một Cửa – the desk is not open yet</translation>
    </message>
    <message>
        <source>Chưa mở được quầy</source>
        <translation>The desk could not be opened</translation>
    </message>
    <message>
        <source>Mở bằng khóa khôi phục</source>
        <translation>Open with the recovery key</translation>
    </message>
    <message>
        <source>Hỏi lại kho khóa</source>
        <translation>Ask the keyring again</translation>
    </message>
    <message>
        <source>Gõ đủ 8 nhóm trên tờ khóa; chữ thường, chữ hoa, dấu cách đều được.</source>
        <translation>Type all 8 groups on the sheet; small letters, capitals and spaces are all right.</translation>
    </message>
    <message>
        <source>người dân rút</source>
        <translation>withdrawn by the citizen</translation>
    </message>
    <message>
        <source>chọn nhầm việc</source>
        <translation>wrong matter chosen</translation>
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
        <source>hoặc gõ lý do khác</source>
        <translation>or type another reason</translation>
    </message>
    <message>
        <source>Lý do từ chối</source>
        <translation>Reason of refusal</translation>
    </message>
    <message>
        <source>Cần bổ sung</source>
        <translation>Still needed</translation>
    </message>
    <message>
        <source>12 chữ số</source>
        <translation>12 digits</translation>
    </message>
    <message>
        <source>nếu có</source>
        <translation>if any</translation>
    </message>
    <message>
        <source>như hôm qua 9h30</source>
        <translation>like yesterday 9:30</translation>
    </message>
    <message>
        <source>Gõ mã hoặc tên thủ tục ở dòng trên.</source>
        <translation>Type a code or the name of a procedure above.</translation>
    </message>
    <message>
        <source>Kết quả</source>
        <translation>Outcome</translation>
    </message>
    <message>
        <source>Vì sao muộn</source>
        <translation>Why late</translation>
    </message>
    <message>
        <source>ngăn cách bằng dấu chấm phẩy</source>
        <translation>with semicolons between</translation>
    </message>
    <message>
        <source>số chứng thực {number}</source>
        <translation>certification number {number}</translation>
    </message>
    <message>
        <source>Đợi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Đang đợi</source>
        <translation>Waiting</translation>
    </message>
    <message>
        <source>Chưa có ai đợi. Ctrl H để đưa người đang ghi vào danh sách đợi.</source>
        <translation>Nobody is waiting. Ctrl H sends the visit being typed to wait.</translation>
    </message>
    <message>
        <source>Bỏ hết những người này</source>
        <translation>Take them off the list</translation>
    </message>
    <message>
        <source>Danh sách đợi</source>
        <translation>Waiting list</translation>
    </message>
    <message numerus="yes">
        <source>{n} người từ hôm trước</source>
        <translation>
            <numerusform>{n} person from an earlier day</numerusform>
            <numerusform>{n} people from an earlier day</numerusform>
        </translation>
    </message>
    <message>
        <source>Ô tiếp nhận đang có nội dung. Ctrl Enter để ghi lượt này, hoặc Ctrl H để cho đợi, rồi gọi.</source>
        <translation>The intake form is not empty. Ctrl Enter logs this visit, or Ctrl H lets it wait; then call.</translation>
    </message>
    <message>
        <source>Đợi từ {at}</source>
        <translation>Waiting since {at}</translation>
    </message>
    <message>
        <source>mới đến</source>
        <translation>just came</translation>
    </message>
    <message>
        <source>Dòng tiếp nhận chưa nhận vào ô nào. Enter để nhận, rồi Ctrl H.</source>
        <translation>The words in the intake line are in no field yet. Enter takes them, then Ctrl H.</translation>
    </message>
    <message>
        <source>Chưa có ai đợi để gọi.</source>
        <translation>Nobody is waiting to be called.</translation>
    </message>
    <message>
        <source>{hours} giờ {minutes}</source>
        <translation>{hours} h {minutes}</translation>
    </message>
    <message>
        <source>chưa rõ việc</source>
        <translation>matter unknown</translation>
    </message>
    <message>
        <source>Cách tính điểm</source>
        <translation>How the points are worked out</translation>
    </message>
    <message>
        <source>Các lượt, hồ sơ được tính</source>
        <translation>Visits and cases that are counted</translation>
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
        <translation>help with online filing</translation>
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
        <source>hồ sơ tiếp nhận</source>
        <translation>cases received</translation>
    </message>
    <message>
        <source>hồ sơ đã giải quyết</source>
        <translation>cases settled</translation>
    </message>
    <message>
        <source>hồ sơ giải quyết trước và đúng hạn</source>
        <translation>cases settled before or on time</translation>
    </message>
    <message>
        <source>hồ sơ đúng hạn hoặc còn trong hạn</source>
        <translation>cases on time or in time</translation>
    </message>
    <message>
        <source>hồ sơ quá hạn</source>
        <translation>late cases</translation>
    </message>
    <message>
        <source>hồ sơ quá hạn có xin lỗi kịp thời</source>
        <translation>late cases with an apology in time</translation>
    </message>
    <message>
        <source>hồ sơ phải bổ sung quá một lần</source>
        <translation>cases supplemented more than once</translation>
    </message>
    <message>
        <source>hồ sơ nộp trực tuyến</source>
        <translation>cases handed in online</translation>
    </message>
    <message>
        <source>hồ sơ nộp trực tuyến được</source>
        <translation>cases that could be handed in online</translation>
    </message>
    <message>
        <source>hồ sơ đã số hóa</source>
        <translation>digitised cases</translation>
    </message>
    <message>
        <source>hồ sơ có kết quả điện tử</source>
        <translation>cases with an electronic result</translation>
    </message>
    <message>
        <source>hồ sơ có phí, lệ phí</source>
        <translation>cases with a fee</translation>
    </message>
    <message>
        <source>hồ sơ nộp phí trực tuyến</source>
        <translation>cases paid online</translation>
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
