/**
 * The simulator's control API under {@code /simulator}, for tests, curl and demos. Bodies are JSON; times are in
 * milliseconds; errors have MoonPay's format.
 *
 * <table>
 *   <caption>Control calls</caption>
 *   <tr><th>call</th><th>does</th></tr>
 *   <tr><td>{@code GET /simulator}</td><td>lists customers and operation ids</td></tr>
 *   <tr><td>{@code POST /reset}</td><td>restores the initial state</td></tr>
 *   <tr><td>{@code GET, PATCH /settings}</td><td>{@code {rate, retryAfterSeconds, quoteLifeMillis, stageLifeMillis,
 *       depositDelayMillis, lateDeliveryMillis, tokenLifeMillis, latencyMillis, idleTimeoutMillis, closedBodies}}</td></tr>
 *   <tr><td>{@code GET, POST, PUT, DELETE /faults}</td><td>{@code {kind, operation?, paymentMethodType?, times?, share?,
 *       delayMillis?, status?, headers?, body? or bodyBase64?, intervalMillis?, bytes?}}, see
 *       {@link io.moonconnect.simulator.fault.Fault}; PUT replaces all others by it</td></tr>
 *   <tr><td>{@code PUT /disabled}</td><td>{@code {operations: [id], plainText?}}: disabled capabilities</td></tr>
 *   <tr><td>{@code GET, POST /clock}</td><td>{@code {advanceMillis}}</td></tr>
 *   <tr><td>{@code GET /counts}</td><td>{@code {counts: {id: {started, completed, cancelled, dropped, inFlight}},
 *       openConnections}}</td></tr>
 *   <tr><td>{@code GET, DELETE /requests?operation=}</td><td>the log of calls, secrets hashed; DELETE clears log and
 *       counts</td></tr>
 *   <tr><td>{@code DELETE /idle-connections}</td><td>closes them: {@code {closed}}</td></tr>
 *   <tr><td>{@code GET, PATCH /webhooks}</td><td>{@code {url, key, duplicates, disorder, wrongSignatures,
 *       platformShape, retryMillis}}; GET has {@code deliveries: [{type, attempt, status}]} and never the key</td></tr>
 *   <tr><td>{@code POST /webhooks}</td><td>sends the body as an event</td></tr>
 *   <tr><td>{@code GET, PATCH /frames}</td><td>{@code {checkAddress, silent, payment, googlePay,
 *       addCardReady, exportPath}}, see {@link io.moonconnect.simulator.state.FrameSettings}</td></tr>
 *   <tr><td>{@code GET /connections?externalCustomerId=} or {@code sessionToken=}</td><td>the result of a check frame:
 *       {@code {status, reason?, capabilities?}}; {@code &credentials=true} adds {@code customer, credentials}
 *       </td></tr>
 *   <tr><td>{@code POST /access-tokens}</td><td>{@code {externalCustomerId? or sessionToken?, anonymous?, lifeMillis?}}
 *       to {@code {accessToken, clientToken, expiresAt}}</td></tr>
 *   <tr><td>{@code POST /consent-tokens}</td><td>{@code {externalCustomerId?}} to {@code {consentToken}}</td></tr>
 *   <tr><td>{@code POST /transactions}</td><td>{@code {accessToken, signature}} to {@code {id, status}}</td></tr>
 * </table>
 */
package io.moonconnect.simulator.control;
