/** Directories of services: imported from HSDS, published as packs that phones search by themselves. */
export { exportRegion } from './export';
export { importDirectory, type ImportReport } from './import';
export { NothingRead } from './problems';
export { REVIEW_ENDINGS, reviewFile } from './review';
export { parseRules, type Rules } from './rules';
export {
	catalogueOf,
	listRegions,
	publishedFolder,
	publishRegion,
	removeRegion,
	type RegionState,
} from './store';
