import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { KeyError, readPrivateKey } from './keys/pair.ts';
import type { KeyPurpose } from './keys/rules.ts';

const Url = z.url({ error: 'phải là một địa chỉ đầy đủ, ví dụ https://chungduong.vn' });

const Secret = z.string().min(32, { error: 'phải dài ít nhất 32 ký tự' });

/** A private key, read; an unreadable one is told without its text. */
const SigningKey = z
  .string()
  .transform((text, issues) => {
    try {
      return readPrivateKey(text);
    } catch (error) {
      if (!(error instanceof KeyError)) throw error;
      issues.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  })
  .optional();

/** Everything the process takes from its environment. Documented for operators in `.env.example`. */
const EnvSchema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: z.coerce
    .number({ error: 'phải là một số' })
    .int({ error: 'phải là số nguyên' })
    .min(1, { error: 'phải từ 1 đến 65535' })
    .max(65535, { error: 'phải từ 1 đến 65535' })
    .default(4321),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, {
      error: 'phải bắt đầu bằng postgresql:// (bỏ trống để dùng cơ sở dữ liệu đi kèm)',
    })
    .optional(),
  SITE_URL: Url.optional(),
  SAMPLE_PUBLIC: z.enum(['0', '1'], { error: 'chỉ nhận 0 hoặc 1' }).default('0'),
  TRUST_PROXY: z.enum(['0', '1'], { error: 'chỉ nhận 0 hoặc 1' }).default('0'),
  IMAGE_KEY: Secret.optional(),
  STAFF_KEY: Secret.optional(),
  SIGNING_KEY_RECEIPTS: SigningKey,
  SIGNING_KEY_RELEASES: SigningKey,
  SIGNING_KEY_CREDENTIALS: SigningKey,
  SIGNING_KEY_IMAGES: SigningKey,
  SIGNING_KEY_AUDIT: SigningKey,
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, { error: 'phải bắt đầu bằng smtp:// hoặc smtps://' })
    .optional(),
  MAIL_FROM: z.string().regex(/@/, { error: 'phải gồm một địa chỉ thư điện tử' }).optional(),
  OPERATOR_NAME: z.string().min(2).optional(),
  OPERATOR_NATURE: z.string().min(5).optional(),
  OPERATOR_ADDRESS: z.string().min(5).optional(),
  OPERATOR_EMAIL: z.email({ error: 'phải là một địa chỉ thư điện tử' }).optional(),
  OPERATOR_PHONE: z.string().min(3).optional(),
  DATA_LICENCE_NAME: z.string().min(3).optional(),
  DATA_LICENCE_URL: Url.optional(),
});

/** Addresses that only the machine itself reaches. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

const OPERATOR_KEYS = ['OPERATOR_NAME', 'OPERATOR_NATURE', 'OPERATOR_ADDRESS', 'OPERATOR_EMAIL'] as const;

/** Who answers for the site. `isSample` is true until the operator's four required fields are given. */
export type Operator = {
  name: string;
  nature: string;
  address: string;
  email: string;
  phone: string | null;
  isSample: boolean;
};

export type Env = {
  mode: 'production' | 'development' | 'test';
  port: number;
  host: string;
  dataDir: string;
  /** null: the embedded database under `dataDir`. */
  databaseUrl: string | null;
  /** Origin without a trailing slash. */
  siteUrl: string;
  /** Data and accounts for trying the site, on the embedded database or outside of production. */
  isSampleMode: boolean;
  /** The sample mode may be reached from other machines, on purpose. */
  isSamplePublic: boolean;
  trustProxy: boolean;
  /** null: made at first start and kept under `dataDir`. */
  imageKey: string | null;
  /** Signs the desk's cookies and encrypts second factors. null: made at first start and kept under `dataDir`. */
  staffKey: string | null;
  /** Private keys given from outside; the others are made at first start and kept under `dataDir`. */
  signingKeys: Record<KeyPurpose, KeyObject | null>;
  /** null: no mail is sent, one-time links are shown at the desk. */
  mail: { smtpUrl: string; from: string } | null;
  operator: Operator;
  /** Under which terms published figures may be used again. */
  dataLicence: { nameVi: string; url: string };
};

/** A broken environment, all problems at once, one sentence each. */
export class EnvError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Cấu hình chưa đúng:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

const DATA_LICENCE = {
  nameVi: 'Creative Commons Ghi công 4.0 (CC BY 4.0)',
  url: 'https://creativecommons.org/licenses/by/4.0/deed.vi',
};

const SAMPLE_OPERATOR: Operator = {
  name: 'Đơn vị vận hành mẫu',
  nature: 'Bản chạy thử, chưa có đơn vị nào chịu trách nhiệm vận hành.',
  address: 'Chưa khai báo',
  email: 'lien-he@chungduong.example',
  phone: null,
  isSample: true,
};

/**
 * Reads an environment. Empty values count as absent.
 * @throws EnvError naming every variable that is wrong.
 */
export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = EnvSchema.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);

  const missing = OPERATOR_KEYS.filter((key) => given[key] === undefined);
  if (missing.length > 0 && missing.length < OPERATOR_KEYS.length) {
    problems.push(`${missing.join(', ')} còn thiếu: đã khai báo đơn vị vận hành thì phải khai đủ bốn mục.`);
  }
  if ((given['SMTP_URL'] === undefined) !== (given['MAIL_FROM'] === undefined)) {
    problems.push('SMTP_URL và MAIL_FROM phải đi cùng nhau: hãy khai cả hai, hoặc bỏ trống cả hai.');
  }
  if ((given['DATA_LICENCE_NAME'] === undefined) !== (given['DATA_LICENCE_URL'] === undefined)) {
    problems.push(
      'DATA_LICENCE_NAME và DATA_LICENCE_URL phải đi cùng nhau: hãy khai cả hai, hoặc bỏ trống cả hai.',
    );
  }
  if (!parsed.success || problems.length > 0) throw new EnvError(problems);

  const env = parsed.data;
  return {
    mode: env.NODE_ENV,
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? null,
    siteUrl: new URL(env.SITE_URL ?? `http://localhost:${env.PORT}`).origin,
    isSampleMode: env.DATABASE_URL === undefined || env.NODE_ENV !== 'production',
    isSamplePublic: env.SAMPLE_PUBLIC === '1',
    trustProxy: env.TRUST_PROXY === '1',
    imageKey: env.IMAGE_KEY ?? null,
    staffKey: env.STAFF_KEY ?? null,
    signingKeys: {
      receipts: env.SIGNING_KEY_RECEIPTS ?? null,
      releases: env.SIGNING_KEY_RELEASES ?? null,
      credentials: env.SIGNING_KEY_CREDENTIALS ?? null,
      images: env.SIGNING_KEY_IMAGES ?? null,
      audit: env.SIGNING_KEY_AUDIT ?? null,
    },
    mail: env.SMTP_URL && env.MAIL_FROM ? { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM } : null,
    operator:
      missing.length > 0
        ? SAMPLE_OPERATOR
        : {
            name: env.OPERATOR_NAME!,
            nature: env.OPERATOR_NATURE!,
            address: env.OPERATOR_ADDRESS!,
            email: env.OPERATOR_EMAIL!,
            phone: env.OPERATOR_PHONE ?? null,
            isSample: false,
          },
    dataLicence: env.DATA_LICENCE_NAME
      ? { nameVi: env.DATA_LICENCE_NAME, url: env.DATA_LICENCE_URL! }
      : DATA_LICENCE,
  };
}

/**
 * Keeps accounts whose password everybody knows on the machine itself: it listens on a loopback address, under a name of one,
 * and behind no proxy. Asked before listening, not by the command line, which listens nowhere.
 * @throws EnvError naming every variable that opens the site to others
 */
export function requireSafeHost(env: Env): void {
  if (!env.isSampleMode || env.isSamplePublic) return;
  const open = [
    ...(LOOPBACK.test(env.host) ? [] : [`HOST ${env.host} mở trang cho máy khác`]),
    ...(LOOPBACK.test(new URL(env.siteUrl).hostname)
      ? []
      : [`SITE_URL ${env.siteUrl} là một địa chỉ công khai`]),
    ...(env.trustProxy ? ['TRUST_PROXY=1 nghĩa là có máy chủ đứng trước mở trang cho máy khác'] : []),
  ];
  if (open.length === 0) return;
  throw new EnvError(
    open.map(
      (what) =>
        `${what}, mà ai cũng biết mật khẩu của tài khoản mẫu. Hãy dùng DATABASE_URL với NODE_ENV=production, hoặc đặt SAMPLE_PUBLIC=1 nếu bạn cố ý.`,
    ),
  );
}

/** The environment of this process. @throws EnvError */
export const readEnv = (): Env => parseEnv(process.env);
