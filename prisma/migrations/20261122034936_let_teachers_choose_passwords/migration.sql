-- A refused request was kept for its reason to be read at signing in, which tells nothing any more.
DELETE FROM "teacher_request" WHERE "refused_at" IS NOT NULL;

-- DropIndex
DROP INDEX "teacher_request_email_key";

-- AlterTable
ALTER TABLE "teacher_request" DROP COLUMN "password_hash",
DROP COLUMN "reason",
DROP COLUMN "refused_at",
ADD COLUMN     "expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "token_hash" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "teacher_request_token_hash_key" ON "teacher_request"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "teacher_request_email_unit_id_key" ON "teacher_request"("email", "unit_id");
