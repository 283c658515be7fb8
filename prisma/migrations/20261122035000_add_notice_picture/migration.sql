-- Notices from before there were pictures say that they have none.
UPDATE "publication_version" SET "data" = "data" || '{"picture": null}'::jsonb
FROM "publication" WHERE "publication"."id" = "publication_version"."publication_id"
  AND "publication"."kind" = 'notice' AND NOT "data" ? 'picture';
