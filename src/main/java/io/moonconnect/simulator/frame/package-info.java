/**
 * MoonPay's frames under {@code /platform/v1/<frame>}, as a browser embeds them: {@code check-connection},
 * {@code connect}, {@code auth}, {@code reset}, {@code buy}, {@code buy-button}, {@code apple-pay}, {@code google-pay},
 * {@code challenge}, {@code add-card}, {@code widget} and the consent to a customer export, whose path is a setting. They use version 2 of the frame protocol over {@code postMessage}. Pages and modules are resources in
 * {@code simulator/frames}; their calls go to {@code /frames/calls}, which accepts only them.
 *
 * <table>
 *   <caption>Inputs of the customer</caption>
 *   <tr><th>input</th><th>leads to</th></tr>
 *   <tr><td>one-time code {@code 000000}</td><td>wrong code</td></tr>
 *   <tr><td>one-time code {@code 111111}, {@code 222222}, {@code 333333}</td><td>connection failed (KYC), pending,
 *       unavailable</td></tr>
 *   <tr><td>any other six digits</td><td>connected</td></tr>
 *   <tr><td>Cancel in the connect frame</td><td>connection failed (refused), which is not stored</td></tr>
 *   <tr><td>Cancel in the sheet of Apple Pay, Google Pay, the buy button</td><td>declined, {@code cancelled}, nothing
 *       </td></tr>
 *   <tr><td>a card ending in 5181 or 4242, 3670</td><td>payments require a challenge, are declined</td></tr>
 * </table>
 */
package io.moonconnect.simulator.frame;
