-- Written by hand: what Prisma's schema cannot say. Both extensions are trusted: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Vietnamese without marks: "ngược chiều", "Ngược Chiều" and "nguoc chieu" are the same words.
CREATE TEXT SEARCH CONFIGURATION vi (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION vi
  ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part, numword, numhword, hword_numpart
  WITH unaccent, simple;

-- CreateTable
CREATE TABLE "search_entry" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "terms" TEXT[],
    "cites" TEXT[],
    "folded" TEXT NOT NULL,
    "words" tsvector NOT NULL,
    "title_words" tsvector NOT NULL,
    "place" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "search_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "search_lexeme" (
    "word" TEXT NOT NULL,

    CONSTRAINT "search_lexeme_pkey" PRIMARY KEY ("word")
);

-- CreateTable
CREATE TABLE "search_word" (
    "id" TEXT NOT NULL,
    "means" TEXT[],

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "search_entry_words_idx" ON "search_entry" USING GIN ("words");

-- CreateIndex
CREATE INDEX "search_entry_title_words_idx" ON "search_entry" USING GIN ("title_words");

-- CreateIndex
CREATE INDEX "search_entry_place_id_idx" ON "search_entry"("place", "id");

-- CreateIndex
CREATE INDEX "search_lexeme_word_idx" ON "search_lexeme" USING GIN ("word" gin_trgm_ops);
