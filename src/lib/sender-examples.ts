/* Programs that send figures to the signed door of this site, for whoever writes the sender's own. */

/** Path of the signed door. */
export const RELEASES_PATH = '/api/v1/releases';

const addressOf = (siteUrl: string): string => new URL(RELEASES_PATH, siteUrl).href;

/** What is signed, in a shell: with a shared secret in SECRET, the body in so-lieu.json. */
export const curlExample = (
  siteUrl: string,
  keyId: string,
): string => `# Cần curl và openssl. Bí mật nằm trong biến SECRET.
KEY_ID='${keyId}'
BODY=so-lieu.json
TIME=$(date +%s)
REQUEST=$(openssl rand -hex 16)
HASH=$(openssl dgst -sha256 -r "$BODY" | cut -d' ' -f1)
SIGNATURE=$(printf 'POST\\n${RELEASES_PATH}\\n%s\\n%s\\n%s' "$TIME" "$REQUEST" "$HASH" |
  openssl dgst -sha256 -hmac "$SECRET" -binary | openssl base64 -A)

curl '${addressOf(siteUrl)}' \\
  -H 'content-type: application/json' \\
  -H "x-key-id: $KEY_ID" \\
  -H "x-timestamp: $TIME" \\
  -H "x-request-id: $REQUEST" \\
  -H "x-signature: $SIGNATURE" \\
  --data-binary "@$BODY"
`;

/** The same for Node; the last lines of its head say how the text is signed. */
const nodeProgram = (
  siteUrl: string,
  keyId: string,
  imports: string,
  sign: string,
): string => `// gui.mjs, Node 20 trở lên: node gui.mjs so-lieu.json
${imports}
import { readFile } from 'node:fs/promises';

const keyId = '${keyId}';
const body = await readFile(process.argv[2]);
const time = String(Math.floor(Date.now() / 1000));
const requestId = randomUUID();
const hash = createHash('sha256').update(body).digest('hex');
const text = ['POST', '${RELEASES_PATH}', time, requestId, hash].join('\\n');
${sign}

const answer = await fetch('${addressOf(siteUrl)}', {
  method: 'POST',
  headers: {
    'content-type': 'application/json',
    'x-key-id': keyId,
    'x-timestamp': time,
    'x-request-id': requestId,
    'x-signature': signature,
  },
  body,
});
console.log(answer.status, await answer.text());
`;

/** For a shared secret in SECRET. */
export const nodeExample = (siteUrl: string, keyId: string): string =>
  nodeProgram(
    siteUrl,
    keyId,
    `import { createHash, createHmac, randomUUID } from 'node:crypto';
import { env } from 'node:process';`,
    "const signature = createHmac('sha256', env.SECRET).update(text).digest('base64');",
  );

/** For a key of one's own, PEM in the file named by KEY_FILE. */
export const nodeKeyExample = (siteUrl: string, keyId: string): string =>
  nodeProgram(
    siteUrl,
    keyId,
    `import { createHash, randomUUID, sign } from 'node:crypto';
import { env } from 'node:process';`,
    `const key = await readFile(env.KEY_FILE);
const signature = sign(null, Buffer.from(text), key).toString('base64');`,
  );

/** A body that holds one figure of each kind, of the sample province. */
export const BODY_EXAMPLE = `{
  "cases": [
    {
      "month": "2026-09",
      "place": "A4YPVHA",
      "behaviour": "red-light",
      "vehicle": "motorbike",
      "source": "citizen",
      "result": "fined",
      "count": 12,
      "fines": 60000000,
      "points": 24,
      "processingDays": 96.5
    }
  ],
  "contributions": [
    { "month": "2026-09", "unit": "N9P3NJX", "count": 40, "contributors": 9, "cap": 5 }
  ],
  "crashes": [{ "month": "2026-09", "measure": "crashes", "count": 31 }]
}
`;
