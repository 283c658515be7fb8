-- AlterTable
ALTER TABLE "publication" ADD COLUMN     "folded" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "sort_key" TEXT NOT NULL DEFAULT '';

-- What is there already is found at once; it stands by its letters without tones until its title is saved again.
UPDATE "publication" SET "folded" = lower(translate(regexp_replace(normalize("title", NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd'));
UPDATE "publication" SET "sort_key" = "folded";
