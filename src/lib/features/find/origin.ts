/** Where a service comes from, as its screen says it. */
export interface Origin {
	/** The region's id. */
	region: string;
	name: string;
	/** Made up. */
	sample: boolean;
	/** Where most of the region's clocks stand. */
	zone: string | undefined;
	/** Whose data it is. */
	source: string | undefined;
}
