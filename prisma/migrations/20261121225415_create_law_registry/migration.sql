-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "mark_state" AS ENUM ('under-review', 'ended');

-- CreateTable
CREATE TABLE "law_act" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "law_act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "law_behaviour" (
    "id" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "data" JSONB NOT NULL,

    CONSTRAINT "law_behaviour_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "law_mark" (
    "id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "state" "mark_state" NOT NULL,
    "on_day" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "law_mark_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "law_mark_target_idx" ON "law_mark"("target");
