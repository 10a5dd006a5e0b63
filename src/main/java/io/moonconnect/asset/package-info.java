/** What can be bought. It uses {@code moonpay} and {@code problem}. */
package io.moonconnect.asset;
