/* The communes of the province that does not exist, in the areas that figures are published for. Every name says so. */

export type SampleArea = { code: string; name: string; communes: readonly { code: string; name: string }[] };

export const SAMPLE_AREAS: readonly SampleArea[] = [
  {
    code: 'vung-bac',
    name: 'Vùng Bắc Mẫu',
    communes: [
      { code: 'A4YPVHA', name: 'Xã Mẫu Đông' },
      { code: 'X3CH3JE', name: 'Xã Mẫu An' },
      { code: 'Y346JNW', name: 'Xã Mẫu Bình' },
      { code: 'X9MRG3C', name: 'Xã Mẫu Cát' },
      { code: 'A94XEKF', name: 'Xã Mẫu Dinh' },
      { code: 'E6ADRC3', name: 'Xã Mẫu Gia' },
      { code: 'H7YKRKH', name: 'Xã Mẫu Hà' },
      { code: 'G9YN3HK', name: 'Xã Mẫu Hòa' },
    ],
  },
  {
    code: 'vung-nam',
    name: 'Vùng Nam Mẫu',
    communes: [
      { code: 'F3WTXVF', name: 'Xã Mẫu Tây' },
      { code: 'J97YFGT', name: 'Xã Mẫu Kiên' },
      { code: 'X4FA7TK', name: 'Xã Mẫu Lâm' },
      { code: 'A766DWC', name: 'Xã Mẫu Long' },
      { code: 'A7WWX9T', name: 'Xã Mẫu Lộc' },
      { code: 'E6X647R', name: 'Xã Mẫu Mai' },
      { code: 'M7GN3K4', name: 'Xã Mẫu Minh' },
    ],
  },
  {
    code: 'vung-thanh-pho',
    name: 'Vùng thành phố',
    communes: [
      { code: 'A4VKNE9', name: 'Phường Mẫu Trung' },
      { code: 'K99PRRN', name: 'Phường Mẫu Nghĩa' },
      { code: 'D47HAP3', name: 'Phường Mẫu Ngọc' },
      { code: 'A7GGHTT', name: 'Phường Mẫu Phú' },
      { code: 'C97FKRR', name: 'Phường Mẫu Phúc' },
      { code: 'A4APMXP', name: 'Phường Mẫu Quang' },
      { code: 'C396RV6', name: 'Phường Mẫu Sơn' },
    ],
  },
  {
    code: 'vung-ven-bien',
    name: 'Vùng ven biển',
    communes: [
      { code: 'D7344HV', name: 'Xã Mẫu Hải' },
      { code: 'G9KDAFG', name: 'Xã Mẫu Cửa' },
      { code: 'A7JEHTP', name: 'Xã Mẫu Đảo' },
      { code: 'E6PREC4', name: 'Xã Mẫu Giang' },
      { code: 'J9PYTV3', name: 'Xã Mẫu Thủy' },
      { code: 'M9NPGYG', name: 'Phường Mẫu Cảng' },
      { code: 'R4TV4XF', name: 'Xã Mẫu Triều' },
      { code: 'R6P36A7', name: 'Xã Mẫu Ngư' },
    ],
  },
  {
    code: 'vung-nui',
    name: 'Vùng núi',
    communes: [
      { code: 'W3J6G4K', name: 'Xã Mẫu Đồi' },
      { code: 'N9E4W6P', name: 'Xã Mẫu Khe' },
      { code: 'W7TNT49', name: 'Xã Mẫu Nương' },
      { code: 'P4GMEAT', name: 'Xã Mẫu Rừng' },
      { code: 'K6GRWMK', name: 'Xã Mẫu Suối' },
      { code: 'M3NFTHM', name: 'Xã Mẫu Thượng' },
      { code: 'F9MN6PX', name: 'Xã Mẫu Vân' },
      { code: 'A9WFMNF', name: 'Xã Mẫu Yên' },
    ],
  },
  {
    code: 'vung-cong-nghiep',
    name: 'Vùng công nghiệp',
    communes: [
      { code: 'X6PM3HA', name: 'Phường Mẫu Tân' },
      { code: 'D49AERE', name: 'Phường Mẫu Thành' },
      { code: 'Y6TW733', name: 'Phường Mẫu Thắng' },
      { code: 'D3KEV39', name: 'Xã Mẫu Tiến' },
      { code: 'Y7KFFVD', name: 'Xã Mẫu Vĩnh' },
      { code: 'K3CMHRF', name: 'Phường Mẫu Xuân' },
      { code: 'N73FF9K', name: 'Xã Mẫu Hưng' },
    ],
  },
  {
    code: 'vung-trung-du',
    name: 'Vùng trung du',
    communes: [
      { code: 'Y6AMC3H', name: 'Xã Mẫu Bảo' },
      { code: 'N69VCH3', name: 'Xã Mẫu Châu' },
      { code: 'V7WFNT3', name: 'Xã Mẫu Đức' },
      { code: 'P343ENK', name: 'Xã Mẫu Hiệp' },
      { code: 'E3AEMTP', name: 'Xã Mẫu Khánh' },
      { code: 'J7WMDHX', name: 'Xã Mẫu Liên' },
      { code: 'R7KERC6', name: 'Xã Mẫu Ninh' },
      { code: 'M3XVCY9', name: 'Xã Mẫu Thái' },
    ],
  },
  {
    code: 'vung-dong-bang',
    name: 'Vùng đồng bằng',
    communes: [
      { code: 'A739AHF', name: 'Xã Mẫu Điền' },
      { code: 'J36VACG', name: 'Xã Mẫu Hậu' },
      { code: 'J9N9EAW', name: 'Xã Mẫu Lúa' },
      { code: 'T9TFPHY', name: 'Xã Mẫu Nhân' },
      { code: 'C9AM9FD', name: 'Xã Mẫu Thịnh' },
      { code: 'N4YGNJN', name: 'Xã Mẫu Trường' },
      { code: 'N6CTMYR', name: 'Xã Mẫu Vạn' },
    ],
  },
];
