import type { RequestHandler } from '@sveltejs/kit';
import { dataFolder } from '$lib/server/data';
import { publishedFile } from '$lib/server/directory/serve';

export const prerender = false;

/** Whole files, the same for everyone. What a phone looks for in them is never asked here. */
export const GET: RequestHandler = ({ params }) => publishedFile(dataFolder(process.env), params.file ?? '');
