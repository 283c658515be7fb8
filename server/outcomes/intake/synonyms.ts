/* How police files call things, as nameKey() leaves the words. Codes and own names are known besides. */
import type { Field } from './fields.ts';

const listed = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.replace(/\s+/g, ' ').trim())
    .filter(Boolean);

/** Heads of columns. */
const HEADERS: Partial<Record<Field, string>> = {
  month: 'thang, thang nam, ky, ky bao cao, thang bao cao, ky so lieu, thang so lieu, month',
  place: `xa phuong, xa, phuong, dia ban, xa phuong dac khu, xa phuong thi tran, ten xa, ten xa phuong, ma xa, ma xa phuong,
    ma don vi hanh chinh, don vi hanh chinh, dia phuong, dia ban xa phuong, xa phuong noi vi pham, noi vi pham, place, commune`,
  behaviour: `hanh vi, hanh vi vi pham, loi, loi vi pham, loai vi pham, nhom loi, ma hanh vi, ten hanh vi, noi dung vi pham,
    loai hanh vi, behaviour`,
  vehicle: 'phuong tien, loai phuong tien, loai xe, xe, phuong tien vi pham, vehicle',
  source: `nguon, nguon tin, nguon phat hien, hinh thuc phat hien, kenh, kenh tiep nhan, nguon du lieu, nguon phan anh, source`,
  result: `ket qua, ket qua xu ly, tinh trang, tinh trang xu ly, trang thai, hinh thuc xu ly, ket qua giai quyet, result`,
  count: `so luong, so vu, so vu viec, so tin, so phan anh, so truong hop, so lan, so vi pham, tong so, tong so vu, vu,
    truong hop, so dong gop, dong gop, so tin dong gop, dong gop da xac minh, tong cong, count`,
  fines: `tien phat, so tien phat, so tien, tong tien phat, thanh tien, tien, so tien xu phat, tong so tien phat,
    tien phat nop ngan sach, fines, finesvnd`,
  points: `diem, diem tru, diem bi tru, so diem tru, so diem bi tru, tru diem, tru diem gplx, diem gplx bi tru, tong diem tru,
    diem giay phep lai xe bi tru, so diem gplx bi tru, points`,
  'processing-days':
    'so ngay xu ly, tong so ngay xu ly, ngay xu ly, tong ngay xu ly, processingdays, processing days',
  'mean-days': `so ngay xu ly trung binh, thoi gian xu ly trung binh, ngay xu ly trung binh, so ngay trung binh,
    thoi gian trung binh, thoi gian xu ly, thoi gian xu ly tb, so ngay xu ly tb, tb ngay xu ly, thoi gian xu ly binh quan, so ngay xu ly binh quan`,
  unit: 'don vi, ma don vi, ten don vi, co quan, co quan don vi, truong, don vi dong gop, unit',
  contributors: `so nguoi, so nguoi dong gop, so nguoi tham gia, so nguoi khac nhau, so ca nhan, so nguoi phan anh, contributors`,
  cap: `muc tran, tran, tran moi nguoi, muc tran moi nguoi, toi da moi nguoi, so tin toi da moi nguoi, cap, capperperson`,
  measure: 'chi tieu, chi so, chi tieu tai nan, noi dung, measure',
  none: 'stt, tt, so thu tu, so tt, ghi chu, no, chu thich',
  'result.received': `da nhan, tiep nhan, da tiep nhan, tong tiep nhan, so tin tiep nhan, nhan, tong so tiep nhan, tong nhan,
    so tin da nhan, so vu da nhan, so tin nhan`,
  'result.enough-basis': 'du can cu, co can cu, du can cu xu ly, tong du can cu, du dieu kien xu ly',
  'result.handled': 'da xu ly, xu ly, tong da xu ly, da giai quyet, da xu phat',
  'result.fined': 'phat tien, xu phat, bi phat tien, phat, xu phat tien, so vu phat tien',
  'result.warned': 'canh cao, phat canh cao, bi canh cao, nhac nho',
  'result.in-process': 'dang xu ly, dang giai quyet, chua ket luan, dang xac minh, dang lam ro',
  'result.refused': 'khong xu ly, tu choi, khong thu ly, khong tiep nhan xu ly, khong giai quyet, bi tu choi',
  'result.no-basis': `khong du can cu, khong can cu, khong co can cu, thieu can cu, chua du can cu, khong du can cu xu ly`,
  'result.out-of-scope':
    'ngoai pham vi, khong thuoc tham quyen, ngoai tham quyen, sai tham quyen, khong thuoc pham vi, chuyen don vi khac',
  'result.too-late': 'qua thoi han, qua han, het thoi hieu, het thoi han, het han',
  'result.duplicate': 'trung tin, trung, trung lap, tin trung, trung voi tin khac, trung thong tin',
  'result.pending': 'chua xem, cho xem, cho xu ly, chua xu ly, ton, ton dong, chua giai quyet',
  'crash.crashes':
    'vu tai nan, so vu tai nan, so vu tngt, tai nan giao thong, vu tngt, so vu tai nan giao thong, tngt',
  'crash.deaths': 'nguoi chet, so nguoi chet, chet, tu vong, so nguoi tu vong, so chet',
  'crash.injuries': 'nguoi bi thuong, bi thuong, so nguoi bi thuong, so bi thuong',
  'crash.alcohol': `vu co nong do con, vu lien quan nong do con, vu do nong do con, vu lien quan ruou bia, tai nan co nong do con`,
  'crash.serious': `vu nghiem trong, vu nghiem trong tro len, nghiem trong tro len, tai nan nghiem trong, so vu nghiem trong`,
  'crash.commercial': `vu lien quan xe kinh doanh van tai, xe kinh doanh van tai, vu xe kinh doanh van tai, lien quan xe kinh doanh van tai`,
};

export const HEADER_SYNONYMS: ReadonlyMap<string, Field> = new Map(
  Object.entries(HEADERS).flatMap(([field, words]) => listed(words).map((word) => [word, field as Field])),
);

/** Heads that say no more than “how many” and take their meaning from the head above. */
export const PLAIN_COUNTS = new Set(
  listed(
    'tong, cong, tong so, so vu, so luong, so tin, vu, so truong hop, tong cong, so vu viec, so, truong hop',
  ),
);

/** Values in cells by dimension, beside their codes and own names. */
export const VALUE_SYNONYMS: Readonly<
  Record<'behaviour' | 'vehicle' | 'source' | 'measure', ReadonlyMap<string, string>>
> = {
  behaviour: mapOf({
    'wrong-way': 'nguoc chieu, di nguoc chieu duong, di nguoc chieu cua duong mot chieu, chay nguoc chieu',
    'red-light': `den do, khong chap hanh tin hieu den, khong chap hanh hieu lenh den tin hieu, khong chap hanh hieu lenh cua den tin hieu giao thong,
      vuot den tin hieu, khong chap hanh den tin hieu giao thong`,
    'wrong-lane':
      'sai lan, di sai lan, di khong dung lan duong, khong dung lan duong, di khong dung phan duong lan duong, di sai phan duong',
    'prohibited-road': 'duong cam, vao duong cam, di duong cam, di vao khu vuc cam',
    'wrong-overtaking': 'vuot xe, vuot sai, vuot sai quy dinh, vuot khong dung quy dinh',
    'giving-way': 'khong nhuong duong cho nguoi di bo, khong nhuong',
    speeding: 'toc do, qua toc do, chay qua toc do quy dinh, vi pham toc do, dieu khien xe qua toc do',
    'drink-driving': 'con, vi pham nong do con, lai xe co nong do con, dieu khien xe co nong do con',
    phone: 'dung dien thoai, su dung dien thoai, su dung dien thoai khi lai xe, dien thoai',
    'no-helmet': 'khong doi mu, mu bao hiem, khong doi mu bao hiem khi di xe may',
    'too-many-on-two-wheels': 'cho qua nguoi, cho qua so nguoi quy dinh, cho 3, cho ba',
    'pavement-riding': 'via he, di xe tren via he, chay tren via he, di tren via he',
    weaving: 'lang lach, danh vong',
    massing: 'tu tap, di thanh doan, tu tap gay roi, dua xe',
    'wrong-parking':
      'dung do, dung do xe sai quy dinh, dung xe do xe sai quy dinh, do xe sai quy dinh, dung do trai phep, do sai',
    'coach-wrong-stop': 'don tra khach sai quy dinh, don tra khach, don tra khach khong dung noi quy dinh',
    'coach-overcrowded': 'cho qua khach, xe khach cho qua so nguoi, nhoi nhet khach',
    'truck-overload': 'qua tai, cho hang qua tai, cho hang qua tai trong, xe qua tai',
    'truck-oversize': 'qua kho, cho qua kho, cho hang qua kho gioi han',
    'spilling-load': 'roi vai, lam roi vai, roi vai vat lieu xuong duong',
    'people-on-truck': 'cho nguoi tren thung xe, xe tai cho nguoi tren thung',
    'raised-cargo-box': 'coi noi, coi noi thanh thung, coi noi thanh thung xe, thung xe',
    plate: 'bien so, che bien so, sua bien so, bien so xe, che lap bien so',
    underage: 'chua du tuoi, khong du tuoi, chua du tuoi dieu khien xe',
    'transport-licence': 'kinh doanh van tai, giay phep kinh doanh van tai, phu hieu',
    other: 'khac, hanh vi khac, loi khac, cac loi khac, vi pham khac',
  }),
  vehicle: mapOf({
    motorbike:
      'xe may, mo to, xe mo to, xe gan may, mo to xe may, xe mo to xe may, xe mo to xe gan may, xe hai banh',
    car: 'oto, xe o to, xe oto, o to con, xe con, xe hoi, xe o to con',
    truck: 'o to tai, xe o to tai, tai, xe ben, dau keo, xe dau keo',
    coach: 'o to khach, khach, xe o to khach, xe khach tren 9 cho',
    bicycle: 'xe dap dien, xe tho so, xe dap xe dap dien',
    pedestrian: 'di bo, nguoi di bo qua duong',
    other: 'khac, phuong tien khac, loai khac',
  }),
  source: mapOf({
    citizen: `nguoi dan, dan, cong dan, nhan dan, dan phan anh, phan anh, phan anh cua nguoi dan, tin bao, tin nguoi dan,
      cong dan phan anh, nguoi dan cung cap, to giac`,
    patrol: 'tuan tra, tuan tra kiem soat giao thong, ttks, kiem soat, to tuan tra',
    camera: 'camera, cam, phat nguoi, giam sat, camera giam sat, he thong giam sat, he thong camera',
  }),
  measure: new Map(
    Object.entries(HEADERS).flatMap(([field, words]) =>
      field.startsWith('crash.')
        ? listed(words)
            .concat(field === 'crash.crashes' ? ['so vu', 'vu'] : [])
            .map((word): [string, string] => [word, field.slice('crash.'.length)])
        : [],
    ),
  ),
};

function mapOf(words: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([code, text]) =>
      listed(text).map((word): [string, string] => [word, code]),
    ),
  );
}

/** First words of a row that adds up the rows above. */
export const TOTALS = /^(?:tong|tong cong|tong so|cong|cong chung|toan tinh|tong toan tinh|total)$/;
/** A row that adds up some of the rows above. */
export const SUBTOTALS = /^(?:cong|tong|tong cong)\s/;
