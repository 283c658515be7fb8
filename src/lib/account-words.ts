/** Words of signing in and of one's own account. */
export const accountWords = {
  email: 'Thư điện tử',
  password: 'Mật khẩu',
  signIn: {
    title: 'Đăng nhập bàn làm việc',
    lead: 'Dành cho cán bộ, nhà trường và người được mời. Người dân không cần tài khoản.',
    button: 'Đăng nhập',
    forgotten: 'Quên mật khẩu',
    teacher: 'Giáo viên đăng ký',
  },
  verify: {
    title: 'Bước xác minh thứ hai',
    lead: 'Mở ứng dụng xác thực trên điện thoại rồi ghi mã sáu chữ số.',
    code: 'Mã xác minh',
    hint: 'Mất điện thoại thì ghi một mã khôi phục, mỗi mã dùng một lần.',
    button: 'Xác minh',
    back: 'Đăng nhập lại từ đầu',
  },
  sample: {
    title: 'Dữ liệu mẫu',
    text: 'Trang này đang chạy thử. Mỗi vai có một tài khoản mẫu, chung một mật khẩu:',
    role: 'Vai',
  },
};
