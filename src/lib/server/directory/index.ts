/** Directories of services: imported from HSDS, published as packs that phones search by themselves. */
export { exportRegion } from './export';
export { importDirectory, type ImportReport } from './import';
export { NothingRead } from './problems';
export { REVIEW_ENDINGS, reviewFile } from './review';
export { parseRules, type Rules } from './rules';
export { publishedFolder } from './folders';
export { catalogueOf, listRegions, publishRegion, removeRegion, type RegionState } from './published';
