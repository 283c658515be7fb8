import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PGlite } from '@electric-sql/pglite';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { PrismaPGlite } from 'pglite-prisma-adapter';

/**
 * SQL that turns a database of one Prisma schema into another.
 * @param from schema text, or null for an empty database
 * @returns null when nothing differs
 */
export async function diffSchemas(from: string | null, to: string): Promise<string | null> {
  const require = createRequire(import.meta.url);
  const bytes = readFileSync(
    require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm'),
  );
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start(): void }).__wbindgen_start();

  const file = (content: string) => ({ files: [{ content, path: 'schema.prisma' }] });
  const db = await PGlite.create();
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(db));
    const schemaEngine = await engine.SchemaEngine.new(
      { datamodels: [['schema.prisma', to]] },
      () => {},
      adapter,
    );
    const { stdout } = await schemaEngine.diff({
      from: from === null ? { tag: 'empty' } : { tag: 'schemaDatamodel', ...file(from) },
      to: { tag: 'schemaDatamodel', ...file(to) },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout === null || /^-- This is an empty migration/.test(stdout.trim()) ? null : stdout;
  } finally {
    await db.close();
  }
}
