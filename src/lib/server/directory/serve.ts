/**
 * What phones fetch of the published regions: `index.json` and the files it leads to, whole. The one thing the server learns is
 * which region's files somebody asked for, at that moment; it is written down nowhere.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { publishedFolder } from './folders';
import { catalogueOf, isGivenOut } from './published';

const JSON_TYPE = 'application/json';

/** The response for a name under `/packs/directory/`; 404 for any that is not published. */
export async function publishedFile(data: string, name: string): Promise<Response> {
	if (name === 'index.json') return Response.json(catalogueOf(data));
	if (!isGivenOut(data, name, Date.now())) return new Response(null, { status: 404 });
	const file = await open(join(publishedFolder(data), name)).catch(() => null);
	if (file === null) return new Response(null, { status: 404 });
	const { size } = await file.stat();
	// A pack is replaced by moving, so what was opened stays whole while it is sent.
	const body = Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>;
	return new Response(body, {
		headers: {
			'content-type': name.endsWith('.json') ? JSON_TYPE : 'application/octet-stream',
			'content-length': String(size),
		},
	});
}
