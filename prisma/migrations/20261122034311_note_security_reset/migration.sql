-- AlterTable
ALTER TABLE "staff" ADD COLUMN     "security_reset_at" TIMESTAMPTZ(3),
ADD COLUMN     "security_reset_by_id" UUID;

-- AlterTable
ALTER TABLE "staff_link" ADD COLUMN     "made_by_id" UUID;
