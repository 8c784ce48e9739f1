/**
 * Codes of errors of a connection: the server cannot be reached, stops, starts, or has no connection left. The same query
 * can succeed later, or elsewhere.
 */
const codes =
  /^(ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EPIPE|ETIMEDOUT|08\w{3}|53300|57P0[123]|CONNECTION_ENDED)$/
/** The same without a code, as pg words them. */
const words = /^(Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after)/

/** Whether an error of a query says that its server is away, and nothing of the query itself. */
export const isAway = ({ code = '', message }: Error & { code?: string }): boolean =>
  codes.test(code) || words.test(message)
