/** An address of her own, sealed with everything else. At most one; the newest counts should there be more. */
import * as z from 'zod/mini';
import { tellExit } from '$platform/exit';
import { openCollection, type Collection, type Session } from '$platform/session';

const ownSiteSchema = z.object({ v: z.literal(1), address: z.string().check(z.startsWith('https://')) });
export type OwnSite = z.infer<typeof ownSiteSchema>;

export const ownSites = (session: Session): Collection<OwnSite> =>
	openCollection(session, 'exit', ownSiteSchema);

/** Once the vault is open: from now on the exit leads to her own address, if there is one. */
export async function tellOwnSite(session: Session): Promise<void> {
	const kept = ownSites(session);
	await kept.load();
	const site = kept.items.at(-1)?.value.address;
	if (site) tellExit({ site });
}
