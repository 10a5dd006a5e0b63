/**
 * A faithful MoonPay for development, tests and demos, on an origin of its own. It exists in the build profiles dev,
 * test and demo. No other package may depend on it, and it depends on no other package.
 *
 * <p>Inputs select its behaviour. An {@code externalCustomerId} does so by its prefix ({@code cust-ny} and
 * {@code cust-ny-42} are equivalent); {@code GET /simulator} lists {@link io.moonconnect.simulator.people.Persona}.
 *
 * <table>
 *   <caption>Inputs</caption>
 *   <tr><th>input</th><th>leads to</th></tr>
 *   <tr><td>{@code cust-7f31}, and any other id</td><td>Colorado, approved, one good and one expired card</td></tr>
 *   <tr><td>{@code cust-ny, cust-wa, cust-list}</td><td>New York, Washington, New York in a list</td></tr>
 *   <tr><td>{@code cust-eea}, {@code cust-eea-sepa}, {@code cust-row}</td><td>Germany (google_pay USD only, sepa by
 *       widget), the same with headless sepa, Switzerland</td></tr>
 *   <tr><td>{@code cust-pending}, {@code cust-failed}, {@code cust-unavailable}, {@code cust-odd}</td><td>a connection
 *       of that status; of an unknown one</td></tr>
 *   <tr><td>{@code cust-eea-sepa-timeout}</td><td>as {@code cust-eea-sepa}, and the transfer times out</td></tr>
 *   <tr><td>{@code cust-late}</td><td>payments are completed 2 s before delivery and hash</td></tr>
 *   <tr><td>{@code cust-terms}</td><td>terms to accept, active after a session with {@code termsAcceptedAt}</td></tr>
 *   <tr><td>{@code cust-new}, {@code cust-new-ny}</td><td>not connected, anonymous token; guest checkout (not in New
 *       York) after a session with contact and terms</td></tr>
 *   <tr><td>{@code cust-no-cards}, {@code cust-expired-card}, {@code cust-many-cards}</td><td>none, one expired, eight
 *       good cards</td></tr>
 *   <tr><td>{@code cust-no-google-pay}</td><td>a device without Google Pay</td></tr>
 *   <tr><td>{@code cust-expired-token}, {@code cust-forbidden}</td><td>a token that gets 401, 403</td></tr>
 *   <tr><td>{@code cust-declined}, {@code cust-stuck}, {@code cust-history}</td><td>payments fail, stay pending; 45
 *       past transactions</td></tr>
 *   <tr><td>{@code cust-challenge}</td><td>payments by card require a challenge</td></tr>
 *   <tr><td>{@code cust-old}, {@code cust-reworded}, {@code cust-unheard}</td><td>quotes without disclosures, with an
 *       unknown version or an unknown id</td></tr>
 *   <tr><td>{@code cust-kyc}, {@code cust-rejected}, {@code cust-review}, {@code cust-twice}</td><td>KYC collecting,
 *       rejected, in review; two customers with one id</td></tr>
 *   <tr><td>key {@code sk_test_revoked...}</td><td>401</td></tr>
 *   <tr><td>an amount below 20 or above 10000 dollars' worth</td><td>400</td></tr>
 * </table>
 *
 * <p>It also serves MoonPay's frames, see {@link io.moonconnect.simulator.frame}.
 *
 * <p>Control calls under {@code /simulator} on the same port change its behaviour, see
 * {@link io.moonconnect.simulator.control.ControlApi}.
 */
package io.moonconnect.simulator;
