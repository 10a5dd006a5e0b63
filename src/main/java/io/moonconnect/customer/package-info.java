/** What only a server may do for a customer: KYC status, submission of KYC data and files, export. */
package io.moonconnect.customer;
