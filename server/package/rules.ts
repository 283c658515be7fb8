/*
 * The rules of release packages: what a package holds and how one is verified, the same in a browser and in Node. Pure; this file
 * is the door of the room.
 */
export { ARCHIVE_LIMITS } from './archive.ts';
export { dataFilesOf } from './data-files.ts';
export { releaseTitle, type ListedFile, type PackageTerms } from './descriptors.ts';
export { readChainFile, readKeysFile, type ChainLink, type ReleaseKey } from './known.ts';
export { FIRST_PREVIOUS_HASH } from './manifest.ts';
export { tableNames } from './names.ts';
export { packageFileName, releasePath } from './paths.ts';
export { catalogSchemaOrgOf, schemaOrgOf } from './schema-org.ts';
export {
  checkStates,
  checkWords,
  doubtSentence,
  faultSentence,
  standingSentences,
  verdictSentence,
} from './sentences.ts';
export { citationOf, licenceWords } from './texts.ts';
export { PACKAGE_CHECKS, verifyPackage, type Known, type PackageReport, type VerifyTools } from './verify.ts';
