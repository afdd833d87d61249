/** What can go wrong when something is sent, in words: what happened, and what can be done next. */
import type { ChannelError } from '$platform/channel/contract';
import type { PictureError } from '$platform/pictures';

const SAID = new Set(['StorageFull', 'NotOpen', 'TooLarge', 'NotAPicture']);

/** Key of the sentence. */
export const sendErrorKey = ({ type }: ChannelError | PictureError): string =>
	`letters:failed.${SAID.has(type) ? type : 'other'}`;
