/** What can be bought. Depends on {@code moonpay} only. */
package io.moonconnect.asset;
