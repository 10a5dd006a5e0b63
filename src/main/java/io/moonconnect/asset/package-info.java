/** Lists the assets that can be bought. Depends on {@code moonpay}. */
package io.moonconnect.asset;
