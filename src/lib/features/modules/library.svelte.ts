/** Her library and the people she trusts: two collections of the vault, and what is done to them. Shows nothing. */
import { keptSchema, toKept, type Kept, type Trusted, type Way } from '$parts/sharing';
import { kept as keptModule } from '$platform/modules';
import { openCollection, type Collection, type Session } from '$platform/session';
import type { Stored } from '$platform/vault';
import type { SignedModule, Signer } from '$protocol/module';
import { signerRecord, type SignerRecord } from './signers';

export class Library {
	readonly modules: Collection<Kept>;
	readonly signers: Collection<SignerRecord>;

	constructor(session: Session) {
		this.modules = openCollection(session, 'modules', keptSchema);
		this.signers = openCollection(session, 'module-signers', signerRecord);
	}

	async load(): Promise<void> {
		await Promise.all([this.modules.load(), this.signers.load()]);
	}

	get trusted(): Trusted[] {
		return this.signers.items.map(({ value: { key, name } }) => ({ key, name }));
	}
	recordOf(module: string | undefined): Stored<Kept> | undefined {
		return this.modules.items.find(({ value }) => value.module === module);
	}
	/** The module itself; null when it is not here, or cannot be read any more. */
	moduleOf(module: string | undefined): SignedModule | null {
		const record = this.recordOf(module);
		const read = record && keptModule(record.value.text);
		return read?.ok ? read.value : null;
	}
	keptOf(signer: string): number {
		return this.modules.items.filter(({ value }) => value.author.key === signer).length;
	}

	/**
	 * Keep it; in place of an older one of the same id. Where she was in it, and what she wrote, lie under that id and stay.
	 * Whether it may take that place was decided before (`arriving.ts`). False when it could not be kept.
	 */
	async keep(signed: SignedModule, way: Way): Promise<boolean> {
		const before = this.recordOf(signed.module.id);
		const saved = await this.modules.put(toKept(signed, way, new Date().toISOString()), before?.id);
		return saved.ok;
	}

	async trust({ key, name }: Signer): Promise<boolean> {
		if (this.signers.items.some(({ value }) => value.key === key)) return true;
		const since = new Date().toISOString();
		return (await this.signers.put({ v: 1, key, name, claimed: name, since })).ok;
	}
	async rename(key: string, name: string): Promise<boolean> {
		const found = this.signers.items.find(({ value }) => value.key === key);
		return found ? (await this.signers.put({ ...found.value, name }, found.id)).ok : false;
	}
	/** What she kept of theirs stays; newer versions are looked at again like a stranger's. */
	async untrust(key: string): Promise<boolean> {
		const found = this.signers.items.find(({ value }) => value.key === key);
		return found ? (await this.signers.delete(found.id)).ok : true;
	}
}
