import { coachWords } from './coach-words.ts';

/**
 * Every word of the interface, in Vietnamese. Another language is another object of this shape; texts about the law
 * and the road are content and stand in `content/`.
 */
export const strings = {
  site: 'Chung Đường',
  tagline: 'Nhận biết đúng. Ghi nhận đúng. Đi đúng.',
  description: 'Luật giao thông bằng hình, cho người dân, trường học và cán bộ xã.',
  skip: 'Đến nội dung chính',
  mainNav: 'Mục chính',
  mainNavBelow: 'Mục chính, nhắc lại',
  footNav: 'Về trang này',
  crumbs: 'Bạn đang ở',
  home: 'Trang đầu',
  notAuthority:
    'Trang này không phải cơ quan nhà nước. Chúng tôi không nhận tin báo, không xử phạt, không công bố danh tính.',
  trialLabel: 'Bản chạy thử',
  trial: 'Bản chạy thử: chưa có đơn vị vận hành chịu trách nhiệm. Dữ liệu mẫu được ghi rõ.',
  sample: 'Dữ liệu mẫu',
  check: 'cần đối chiếu',
  search: 'Tìm',
  suggestions: (count: number) => `${count} gợi ý ở dưới ô tìm.`,
  rooms: {
    guides: {
      title: 'Cẩm nang',
      text: 'Nhận biết từng hành vi bằng hình nhìn từ trên xuống.',
      path: '/cam-nang/',
    },
    law: { title: 'Luật', text: 'Tra điều khoản, mức phạt và ngày áp dụng.', path: '/luat/' },
    handbook: {
      title: 'Sổ tay in',
      text: 'Chọn bài, in thành sổ cho tổ dân phố, cơ quan.',
      path: '/cam-nang/so-tay/',
    },
    changes: { title: 'Luật vừa đổi', text: 'So sánh luật giữa hai ngày bất kỳ.', path: '/luat/thay-doi/' },
    scenes: {
      title: 'Thư viện hình',
      text: 'Mọi hình vẽ, dùng lại được trong bài giảng.',
      path: '/cam-nang/hinh-ve/',
    },
  },
  foot: [
    { title: 'Đơn vị vận hành', path: '/don-vi-van-hanh/' },
    { title: 'Quyền riêng tư', path: '/quyen-rieng-tu/' },
    { title: 'Đính chính', path: '/dinh-chinh/' },
    { title: 'Khả năng tiếp cận', path: '/kha-nang-tiep-can/' },
    { title: 'Có gì mới', path: '/cap-nhat/' },
  ],
  priorities: {
    'crash-cause': 'Gây tai nạn',
    congestion: 'Gây ùn tắc',
    'road-damage': 'Làm hỏng đường',
    environment: 'Gây ô nhiễm',
    'public-concern': 'Dư luận quan tâm',
  },
  levels: {
    primary: 'Tiểu học',
    'lower-secondary': 'THCS',
    'upper-secondary': 'THPT',
    adult: 'Người lớn',
  },
  verdicts: { violation: 'Vi phạm', lawful: 'Đúng luật' },
  coach: coachWords,
} as const;
