-- CreateTable
CREATE TABLE "game" (
    "id" UUID NOT NULL,
    "join_code" TEXT NOT NULL,
    "host_key" TEXT NOT NULL,
    "owner_id" UUID,
    "unit_id" UUID,
    "set" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "teams" INTEGER NOT NULL,
    "has_names" BOOLEAN NOT NULL,
    "has_speed" BOOLEAN NOT NULL,
    "limit_seconds" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT -1,
    "seq" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "game_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "game_step" (
    "game_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "ref" TEXT NOT NULL,
    "question" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "asked" JSONB,
    "limit_seconds" INTEGER NOT NULL,
    "opens_at" TIMESTAMPTZ(3),
    "closes_at" TIMESTAMPTZ(3),
    "reveals_at" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),

    CONSTRAINT "game_step_pkey" PRIMARY KEY ("game_id","position")
);

-- CreateTable
CREATE TABLE "game_player" (
    "id" UUID NOT NULL,
    "game_id" UUID NOT NULL,
    "seat" TEXT,
    "team" INTEGER,
    "name" TEXT,
    "secret_key" TEXT NOT NULL,
    "resume_key" TEXT NOT NULL,
    "time_pct" INTEGER NOT NULL DEFAULT 100,
    "joined_at" TIMESTAMPTZ(3) NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "game_player_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "game_answer" (
    "game_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "player_id" UUID NOT NULL,
    "client_id" TEXT NOT NULL,
    "response" JSONB NOT NULL,
    "mark_pct" DOUBLE PRECISION NOT NULL,
    "points" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "game_answer_pkey" PRIMARY KEY ("game_id","position","player_id")
);

-- CreateTable
CREATE TABLE "game_result" (
    "id" UUID NOT NULL,
    "owner_id" UUID NOT NULL,
    "unit_id" UUID,
    "set" TEXT NOT NULL,
    "played_on" TEXT NOT NULL,
    "delete_on" TEXT NOT NULL,
    "questions" JSONB NOT NULL,
    "seats" JSONB NOT NULL,

    CONSTRAINT "game_result_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_participation" (
    "id" UUID NOT NULL,
    "unit_id" UUID NOT NULL,
    "month" TEXT NOT NULL,
    "set" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,
    "first_block_pct" DOUBLE PRECISION NOT NULL,
    "last_block_pct" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "quiz_participation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "game_join_code_key" ON "game"("join_code");

-- CreateIndex
CREATE UNIQUE INDEX "game_host_key_key" ON "game"("host_key");

-- CreateIndex
CREATE INDEX "game_ended_at_idx" ON "game"("ended_at");

-- CreateIndex
CREATE UNIQUE INDEX "game_player_game_id_seat_key" ON "game_player"("game_id", "seat");

-- CreateIndex
CREATE UNIQUE INDEX "game_player_game_id_secret_key_key" ON "game_player"("game_id", "secret_key");

-- CreateIndex
CREATE UNIQUE INDEX "game_player_game_id_resume_key_key" ON "game_player"("game_id", "resume_key");

-- CreateIndex
CREATE INDEX "game_result_owner_id_played_on_idx" ON "game_result"("owner_id", "played_on");

-- CreateIndex
CREATE INDEX "game_result_delete_on_idx" ON "game_result"("delete_on");

-- CreateIndex
CREATE INDEX "quiz_participation_unit_id_month_idx" ON "quiz_participation"("unit_id", "month");

-- AddForeignKey
ALTER TABLE "game_step" ADD CONSTRAINT "game_step_game_id_fkey" FOREIGN KEY ("game_id") REFERENCES "game"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "game_player" ADD CONSTRAINT "game_player_game_id_fkey" FOREIGN KEY ("game_id") REFERENCES "game"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "game_answer" ADD CONSTRAINT "game_answer_game_id_fkey" FOREIGN KEY ("game_id") REFERENCES "game"("id") ON DELETE CASCADE ON UPDATE CASCADE;
