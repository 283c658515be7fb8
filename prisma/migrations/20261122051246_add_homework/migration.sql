-- CreateTable
CREATE TABLE "homework" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "unit_id" UUID,
    "set" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER,
    "counting" TEXT NOT NULL,
    "key_shown" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "limit_minutes" INTEGER,
    "is_kept" BOOLEAN NOT NULL,
    "delete_on" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "homework_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "homework_question" (
    "homework_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "ref" TEXT NOT NULL,
    "question" JSONB NOT NULL,
    "is_counted" BOOLEAN,

    CONSTRAINT "homework_question_pkey" PRIMARY KEY ("homework_id","position")
);

-- CreateTable
CREATE TABLE "homework_seat" (
    "id" UUID NOT NULL,
    "homework_id" UUID NOT NULL,
    "seat" TEXT NOT NULL,
    "turn" INTEGER NOT NULL DEFAULT 0,
    "is_free" BOOLEAN NOT NULL DEFAULT false,
    "join_key" TEXT NOT NULL,
    "resume_key" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "homework_seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "homework_attempt" (
    "id" UUID NOT NULL,
    "seat_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "handed_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "homework_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "homework_answer" (
    "attempt_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "client_id" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "mark_pct" DOUBLE PRECISION NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "homework_answer_pkey" PRIMARY KEY ("attempt_id","position")
);

-- CreateIndex
CREATE UNIQUE INDEX "homework_code_key" ON "homework"("code");

-- CreateIndex
CREATE INDEX "homework_owner_id_due_at_idx" ON "homework"("owner_id", "due_at");

-- CreateIndex
CREATE INDEX "homework_delete_on_idx" ON "homework"("delete_on");

-- CreateIndex
CREATE UNIQUE INDEX "homework_seat_homework_id_seat_key" ON "homework_seat"("homework_id", "seat");

-- CreateIndex
CREATE UNIQUE INDEX "homework_seat_homework_id_join_key_key" ON "homework_seat"("homework_id", "join_key");

-- CreateIndex
CREATE UNIQUE INDEX "homework_seat_homework_id_resume_key_key" ON "homework_seat"("homework_id", "resume_key");

-- CreateIndex
CREATE UNIQUE INDEX "homework_attempt_seat_id_number_key" ON "homework_attempt"("seat_id", "number");

-- AddForeignKey
ALTER TABLE "homework_question" ADD CONSTRAINT "homework_question_homework_id_fkey" FOREIGN KEY ("homework_id") REFERENCES "homework"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "homework_seat" ADD CONSTRAINT "homework_seat_homework_id_fkey" FOREIGN KEY ("homework_id") REFERENCES "homework"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "homework_attempt" ADD CONSTRAINT "homework_attempt_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "homework_seat"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "homework_answer" ADD CONSTRAINT "homework_answer_attempt_id_fkey" FOREIGN KEY ("attempt_id") REFERENCES "homework_attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
