/** Quotes, and comparisons of all payment methods, once or as a stream. */
package io.moonconnect.quote;
