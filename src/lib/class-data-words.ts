/** One table of the database: what it is for, until when its rows stand, and every field in words. */
export type DataTable = { title: string; until: string; fields: Record<string, string> };

/**
 * Everything the database holds about games played in class, by the names of its models and fields;
 * tests/content/class-data.test.ts compares it with prisma/schema.prisma.
 */
export const classTables: Record<string, DataTable> = {
  Game: {
    title: 'Trò chơi',
    until: 'Xóa trong 24 giờ sau khi kết thúc.',
    fields: {
      id: 'Số ngẫu nhiên của trò chơi.',
      joinCode: 'Mã lớp, 6 chữ và số trên bảng.',
      hostKey: 'Dấu vân tay của mã người dẫn. Không ai đọc ngược ra mã được.',
      ownerId: 'Giáo viên đã đăng nhập, nếu có. Không đăng nhập thì để trống.',
      unitId: 'Trường, nếu người dẫn ghi mã trường.',
      set: 'Bộ câu hỏi.',
      seats: 'Số chỗ.',
      teams: 'Số đội.',
      hasNames: 'Giáo viên có bật tên gọi không.',
      hasSpeed: 'Có tính điểm theo tốc độ không.',
      limitSeconds: 'Số giây mỗi câu.',
      position: 'Đang ở câu nào.',
      seq: 'Người dẫn đã bấm bao nhiêu lần.',
      createdAt: 'Giờ mở.',
      endedAt: 'Giờ kết thúc.',
    },
  },
  GameStep: {
    title: 'Câu hỏi của trò chơi',
    until: 'Xóa cùng trò chơi, trong 24 giờ.',
    fields: {
      gameId: 'Trò chơi nào.',
      position: 'Câu thứ mấy.',
      ref: 'Tên của câu hỏi.',
      question: 'Nội dung câu hỏi khi mở lớp.',
      state: 'Chưa hỏi, đã hỏi, bị bỏ qua hay bị rút.',
      asked: 'Câu hỏi và đáp án như đã chiếu.',
      limitSeconds: 'Số giây của câu.',
      opensAt: 'Giờ mở câu.',
      closesAt: 'Giờ đóng câu.',
      revealsAt: 'Giờ hiện đáp án.',
      pausedAt: 'Giờ tạm dừng.',
    },
  },
  GamePlayer: {
    title: 'Người chơi',
    until: 'Xóa cùng trò chơi, trong 24 giờ. Tên gọi bị xóa sớm hơn: ngay khi trò chơi kết thúc.',
    fields: {
      id: 'Số ngẫu nhiên, mỗi trò chơi một số khác.',
      gameId: 'Trò chơi nào.',
      seat: 'Số thứ tự hoặc con vật.',
      team: 'Đội nào.',
      name: 'Tên gọi, chỉ khi giáo viên đã đăng nhập bật lên.',
      secretKey: 'Dấu vân tay của khóa trên điện thoại.',
      resumeKey: 'Dấu vân tay của mã chuyển máy.',
      timePct: 'Được bao nhiêu thời gian, tính bằng phần trăm.',
      joinedAt: 'Giờ vào.',
      removedAt: 'Giờ bị đưa ra, nếu có.',
    },
  },
  GameAnswer: {
    title: 'Câu trả lời',
    until: 'Xóa cùng trò chơi, trong 24 giờ.',
    fields: {
      gameId: 'Trò chơi nào.',
      position: 'Câu thứ mấy.',
      playerId: 'Số ngẫu nhiên của người chơi.',
      clientId: 'Số ngẫu nhiên để một câu trả lời gửi hai lần chỉ tính một.',
      response: 'Đã chọn hoặc viết gì.',
      markPct: 'Đúng bao nhiêu phần trăm.',
      points: 'Số điểm.',
      receivedAt: 'Giờ máy chủ nhận.',
    },
  },
  GameResult: {
    title: 'Kết quả giáo viên giữ',
    until: 'Chỉ có khi giáo viên đăng nhập. Xóa khi hết năm học, hoặc khi giáo viên bấm xóa.',
    fields: {
      id: 'Số của trò chơi.',
      ownerId: 'Giáo viên giữ kết quả.',
      unitId: 'Trường, nếu có ghi mã.',
      set: 'Bộ câu hỏi.',
      playedOn: 'Ngày chơi.',
      deleteOn: 'Ngày cuối cùng còn giữ: 31/7 của năm học.',
      questions: 'Các câu hỏi và đáp án.',
      seats: 'Mỗi số chỗ chọn gì, được mấy điểm. Chữ tự viết mà sai thì không giữ.',
    },
  },
  QuizParticipation: {
    title: 'Lượt tham gia của trường',
    until: 'Chỉ có khi người dẫn ghi mã trường và từ 5 chỗ trở lên. Giữ lâu dài cho bảng thi đua.',
    fields: {
      id: 'Số ngẫu nhiên.',
      unitId: 'Trường.',
      month: 'Tháng, không ghi ngày.',
      set: 'Bộ câu hỏi.',
      seats: 'Bao nhiêu chỗ đã trả lời.',
      firstBlockPct: 'Trung bình của những câu đầu.',
      lastBlockPct: 'Trung bình của những câu cuối.',
    },
  },
};

export const dataWords = {
  title: 'Dữ liệu khi chơi cả lớp',
  path: '/lop/du-lieu/',
  description:
    'Trang này kể hết những gì được ghi lại khi một lớp chơi câu hỏi, giữ bao lâu, và cách kiểm tra biên nhận.',
  lead: 'Không tài khoản, không địa chỉ máy. Mọi dòng của trò chơi bị xóa trong 24 giờ sau khi kết thúc.',
  notKept: {
    title: 'Không ghi lại',
    list: [
      'Ngày sinh, số điện thoại, căn cước, ảnh của học sinh.',
      'Tên: chỉ có tên gọi, khi giáo viên đã đăng nhập bật lên. Tên ấy bị xóa ngay khi trò chơi kết thúc.',
      'Địa chỉ mạng và loại điện thoại: không vào cơ sở dữ liệu, không vào nhật ký máy chủ.',
      'Cookie: điện thoại của học sinh chỉ nhớ chỗ ngồi của mình trong trò chơi ấy.',
      'Tên trên giấy chứng nhận: chữ bạn gõ nằm lại trên máy của bạn.',
    ],
  },
  kept: { title: 'Ghi lại gì, giữ bao lâu', text: 'Dưới đây là mọi bảng và mọi ô của cơ sở dữ liệu.' },
  stays: {
    title: 'Còn lại sau cùng',
    list: [
      'Giáo viên không đăng nhập, không ghi mã trường: không còn gì.',
      'Giáo viên đăng nhập: kết quả theo số chỗ, tới hết năm học. Giáo viên xóa được bất cứ lúc nào.',
      'Có mã trường và từ 5 chỗ: trường, tháng, bộ câu hỏi, số chỗ, hai số trung bình.',
    ],
  },
  columns: { field: 'Ô', says: 'Ghi gì' },
  receipt: {
    title: 'Kiểm tra biên nhận',
    text: 'Mỗi câu trả lời được nhận có một biên nhận ký số. Dán biên nhận vào đây để kiểm tra.',
    field: 'Biên nhận',
    button: 'Kiểm tra',
    real: 'Biên nhận thật: máy chủ này đã nhận câu trả lời.',
    says: (seat: string, question: number, at: string) => `${seat}, câu ${question}, nhận lúc ${at}.`,
    answer: 'Câu trả lời',
    fake: 'Biên nhận này không do trang này ký. Hãy chép lại cho đủ, không thêm bớt chữ nào.',
    noGame: 'Biên nhận vẫn kiểm tra được khi trò chơi đã bị xóa.',
  },
  more: 'Quyền riêng tư trên toàn trang',
};
