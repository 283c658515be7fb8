import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Env } from '../env.ts';
import type { PrismaClient } from '../generated/prisma/client.ts';

/** A session ends this long after signing in, whatever happens. */
export const SESSION_SECONDS = 12 * 60 * 60;
/** A new passkey asks for a sign-in not older than this. */
const FRESH_SECONDS = 60 * 60;
/** A password was right and the second factor is waited for. */
const SECOND_FACTOR_SECONDS = 10 * 60;
/** Where server/visit.ts writes the client's address for better-auth: the name is nobody else's to send. */
export const ADDRESS_HEADER = 'x-chung-duong-address';
export const RECOVERY_CODES = 10;
/** `__Host-` makes the browser insist on Secure, the path / and no other domain. */
const COOKIE_PREFIX = '__Host-chung-duong';
export const SESSION_COOKIE = `${COOKIE_PREFIX}.session_token`;
/** Between the two steps of signing in. */
export const SECOND_FACTOR_COOKIE = `${COOKIE_PREFIX}.two_factor`;

/** A passkey belongs to a name, and an address in digits is none. */
function nameOf(siteUrl: string): string {
  const { hostname } = new URL(siteUrl);
  return hostname === '127.0.0.1' || hostname === '[::1]' ? 'localhost' : hostname;
}

/**
 * The library that keeps accounts, sessions, second factors and passkeys. Its handler is not exposed: procedures call
 * `api`, and server/staff/http.ts lets four addresses of the passkey ceremony through.
 * @param secret signs cookies and encrypts the secrets of second factors
 */
export const createStaffAuth = (prisma: PrismaClient, env: Pick<Env, 'siteUrl' | 'port'>, secret: string) => {
  const origins = [env.siteUrl, `http://localhost:${env.port}`];
  return betterAuth({
    appName: 'Chung Đường',
    baseURL: env.siteUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: origins,
    telemetry: { enabled: false },
    logger: { level: 'error' },
    // server/staff/limits.ts counts, by account and by address.
    rateLimit: { enabled: false },
    database: prismaAdapter(prisma, { provider: 'postgresql', transaction: true }),
    user: { modelName: 'staff' },
    session: {
      modelName: 'staffSession',
      fields: { userId: 'staffId' },
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      freshAge: FRESH_SECONDS,
    },
    account: { modelName: 'staffAccount', fields: { userId: 'staffId' } },
    verification: { modelName: 'staffVerification' },
    // Lengths and words are server/staff/password.ts's; here stands only what keeps hashing cheap.
    emailAndPassword: { enabled: true, disableSignUp: true, maxPasswordLength: 128 },
    databaseHooks: {
      session: {
        create: {
          // Whoever left gets no session, by whichever way they come.
          before: async ({ userId }) => {
            const found = await prisma.staff.findUnique({
              where: { id: userId },
              select: { disabledAt: true },
            });
            return found !== null && found.disabledAt === null ? undefined : false;
          },
        },
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Chung Đường',
        // server/staff/limits.ts counts here too, in a way that holds up nobody else.
        accountLockout: { enabled: false },
        twoFactorCookieMaxAge: SECOND_FACTOR_SECONDS,
        backupCodeOptions: { amount: RECOVERY_CODES, storeBackupCodes: 'encrypted' },
        schema: { twoFactor: { modelName: 'staffSecondFactor', fields: { userId: 'staffId' } } },
      }),
      passkey({
        rpName: 'Chung Đường',
        rpID: nameOf(env.siteUrl),
        origin: origins,
        authenticatorSelection: { userVerification: 'required', residentKey: 'required' },
        authentication: {
          // A passkey stands for both factors only when the device asked for a finger, a face or a PIN.
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw new Error('user not verified');
          },
        },
        schema: { passkey: { modelName: 'staffPasskey', fields: { userId: 'staffId' } } },
      }),
    ],
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: true, httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: 'uuid' },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
  });
};
export type StaffAuth = ReturnType<typeof createStaffAuth>;
