/** What can be bought. Depends on {@code moonpay} and {@code problem}. */
package io.moonconnect.asset;
