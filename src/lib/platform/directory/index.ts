/** Directories of services on her phone: fetched whole, kept sealed, searched in a worker. */
export { OpenDirectory, type NotOpened } from './apart';
export type { Answer, Asked, Facts, Row } from './desk';
export {
	bringRegion,
	fetchOpened,
	keptRegionSchema,
	letAllGo,
	letGo,
	type FetchedRegion,
	type KeptRegion,
	type NotBrought,
} from './keeping';
export { between, type Point } from './near';
export { loadCatalogue, type RegionEntry } from '$platform/packs/directory-pack';
