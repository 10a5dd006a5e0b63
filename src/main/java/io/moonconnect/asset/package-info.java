/** Lists the assets that can be bought. */
package io.moonconnect.asset;
