import { expect, test } from 'vitest';
import { EnvError, parseEnv, requireSafeHost } from './env.ts';

const operator = {
  OPERATOR_NAME: 'Ban ATGT',
  OPERATOR_NATURE: 'Cơ quan thường trực',
  OPERATOR_ADDRESS: 'Số một, phố Hai',
  OPERATOR_EMAIL: 'a@b.vn',
};
const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    parseEnv(source);
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
};

test('an empty environment is a trial copy on port 4321 with the embedded database', () => {
  expect(parseEnv({})).toMatchObject({
    port: 4321,
    host: '127.0.0.1',
    databaseUrl: null,
    siteUrl: 'http://localhost:4321',
    operator: { isSample: true },
  });
});

test('empty values count as absent', () => {
  expect(parseEnv({ DATABASE_URL: '', PORT: '' }).port).toBe(4321);
});

test.each([
  ['0', 1],
  ['1', 0],
  ['65535', 0],
  ['65536', 1],
  ['80a', 1],
])('port %s has %i problems', (PORT, count) => {
  expect(problemsOf({ PORT })).toHaveLength(count);
});

test('all problems are told at once, each naming its variable', () => {
  const problems = problemsOf({ PORT: 'x', DATABASE_URL: 'mysql://a', SITE_URL: 'chungduong' });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'DATABASE_URL', 'SITE_URL']);
});

test('an operator is given whole or not at all', () => {
  expect(parseEnv(operator).operator).toMatchObject({ name: 'Ban ATGT', isSample: false, phone: null });
  expect(problemsOf({ OPERATOR_NAME: 'Ban ATGT' })[0]).toContain(
    'OPERATOR_NATURE, OPERATOR_ADDRESS, OPERATOR_EMAIL còn thiếu',
  );
});

test('the site address is kept as an origin', () => {
  expect(parseEnv({ SITE_URL: 'https://chungduong.vn/trang/' }).siteUrl).toBe('https://chungduong.vn');
});

test('the sample mode is left on a database of one’s own in production only', () => {
  const DATABASE_URL = 'postgresql://a';
  expect(parseEnv({}).isSampleMode).toBe(true);
  expect(parseEnv({ NODE_ENV: 'production' }).isSampleMode).toBe(true);
  expect(parseEnv({ DATABASE_URL }).isSampleMode).toBe(true);
  expect(parseEnv({ NODE_ENV: 'production', DATABASE_URL }).isSampleMode).toBe(false);
});

test.each([
  ['127.0.0.1', 0],
  ['127.8.0.1', 0],
  ['localhost', 0],
  ['::1', 0],
  ['0.0.0.0', 1],
  ['::', 1],
  ['192.168.1.5', 1],
  ['127.0.0.1.evil.example', 1],
])('the sample mode on %s has %i problems', (HOST, count) => {
  const asked = (extra: Record<string, string>) => () => requireSafeHost(parseEnv({ HOST, ...extra }));
  if (count === 0) expect(asked({})).not.toThrow();
  else expect(asked({})).toThrow(EnvError);
  expect(asked({ SAMPLE_PUBLIC: '1' })).not.toThrow();
  expect(asked({ NODE_ENV: 'production', DATABASE_URL: 'postgresql://a' })).not.toThrow();
});

test.each([
  ['http://localhost:4321', '0', 0],
  ['http://127.0.0.1:4321', '0', 0],
  ['http://[::1]:4321', '0', 0],
  ['https://chungduong.vn', '0', 1],
  ['http://localhost.evil.example', '0', 1],
  ['http://localhost:4321', '1', 1],
  ['https://chungduong.vn', '1', 2],
])('the sample mode as %s behind a proxy or not (%s) has %i problems', (SITE_URL, TRUST_PROXY, count) => {
  const problems = (extra: Record<string, string>) => {
    try {
      requireSafeHost(parseEnv({ NODE_ENV: 'production', SITE_URL, TRUST_PROXY, ...extra }));
    } catch (error) {
      if (error instanceof EnvError) return error.problems.length;
    }
    return 0;
  };
  expect(problems({})).toBe(count);
  expect(problems({ SAMPLE_PUBLIC: '1' })).toBe(0);
  expect(problems({ DATABASE_URL: 'postgresql://a' })).toBe(0);
});

test.each(['IMAGE_KEY', 'STAFF_KEY'])('%s is a secret of 32 characters or more', (name) => {
  expect(problemsOf({ [name]: 'a'.repeat(31) })).toEqual([expect.stringContaining(name)]);
  expect(problemsOf({ [name]: 'a'.repeat(32) })).toEqual([]);
});

test('mail is set up whole or not at all', () => {
  const SMTP_URL = 'smtps://a:b@mail.example:465';
  expect(parseEnv({}).mail).toBeNull();
  expect(parseEnv({ SMTP_URL, MAIL_FROM: 'Chung Đường <a@b.vn>' }).mail).toEqual({
    smtpUrl: SMTP_URL,
    from: 'Chung Đường <a@b.vn>',
  });
  expect(problemsOf({ SMTP_URL })[0]).toContain('SMTP_URL và MAIL_FROM');
  expect(problemsOf({ SMTP_URL: 'http://mail', MAIL_FROM: 'a@b.vn' })[0]).toContain('SMTP_URL');
});
