/** The channel's door for rooms: types only. The channel itself runs in the vault's worker (worker.ts, by the session). */
export type {
	AskedBack,
	ChannelApi,
	ChannelError,
	ChannelMessage,
	ChannelState,
	Conversation,
	Delivery,
	Ended,
	HandoverRequest,
	Member,
	Pairing,
	Reachability,
	Trouble,
	WaitingFor,
} from './contract';
