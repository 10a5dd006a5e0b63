/**
 * The operator's files that may change at run time: keys, and the catalogue of texts. Invalid content fails the start;
 * after a later change it leaves the previous content in use. Other packages define the content
 * ({@link io.moonconnect.reload.FileFormat}) and open the file ({@link io.moonconnect.reload.WatchedFiles}). Depends on
 * no other package.
 */
package io.moonconnect.reload;
