/**
 * A faithful MoonPay for development, tests and demos, on an origin of its own. It exists in the build profiles dev,
 * test and demo; nothing outside may depend on it, and it depends on nothing of ours.
 *
 * <p>Steered by inputs. An {@code externalCustomerId} leads by its beginning ({@code cust-ny} and {@code cust-ny-42}
 * alike); {@code GET /simulator} lists the catalogue of {@link io.moonconnect.simulator.people.Persona}.
 *
 * <table>
 *   <caption>Inputs</caption>
 *   <tr><th>input</th><th>leads to</th></tr>
 *   <tr><td>{@code cust-7f31}, and any other id</td><td>Colorado, approved, one good and one expired card</td></tr>
 *   <tr><td>{@code cust-ny}, {@code cust-wa}, {@code cust-list}</td><td>New York, Washington, New York as a list</td></tr>
 *   <tr><td>{@code cust-eea}, {@code cust-eea-sepa}, {@code cust-row}</td><td>Germany (google_pay USD only, sepa by
 *       widget), the same with headless sepa, Switzerland</td></tr>
 *   <tr><td>{@code cust-pending}, {@code cust-failed}, {@code cust-unavailable}, {@code cust-odd}</td><td>a connection
 *       of that status; an unheard-of one</td></tr>
 *   <tr><td>{@code cust-terms}</td><td>terms to accept, active after a session with {@code termsAcceptedAt}</td></tr>
 *   <tr><td>{@code cust-new}, {@code cust-new-ny}</td><td>not connected, anonymous token; guest checkout (not in New York)
 *       after a session with contact and terms</td></tr>
 *   <tr><td>{@code cust-no-cards}, {@code cust-expired-card}, {@code cust-many-cards}</td><td>none, one expired, eight
 *       good cards</td></tr>
 *   <tr><td>{@code cust-expired-token}, {@code cust-forbidden}</td><td>a token that gets 401, 403</td></tr>
 *   <tr><td>{@code cust-declined}, {@code cust-stuck}, {@code cust-history}</td><td>payments fail, stay pending; 45 past
 *       transactions</td></tr>
 *   <tr><td>{@code cust-challenge}</td><td>payments by card ask for a challenge</td></tr>
 *   <tr><td>{@code cust-old}, {@code cust-reworded}, {@code cust-unheard}</td><td>quotes without disclosures, with a
 *       version or an id that nobody knows</td></tr>
 *   <tr><td>{@code cust-kyc}, {@code cust-rejected}, {@code cust-review}, {@code cust-twice}</td><td>KYC collecting,
 *       rejected, in review; two customers of one id</td></tr>
 *   <tr><td>key {@code sk_test_revoked...}</td><td>401</td></tr>
 *   <tr><td>an amount below 20 or above 10000 dollars' worth</td><td>400</td></tr>
 * </table>
 *
 * <p>It serves MoonPay's frames too, see {@link io.moonconnect.simulator.frame}.
 *
 * <p>Steered by control calls under {@code /simulator} on the same port, see
 * {@link io.moonconnect.simulator.control.ControlApi}.
 */
package io.moonconnect.simulator;
