/** Lists and deletes payment methods, and decides which can pay a purchase. */
package io.moonconnect.paymentmethod;
