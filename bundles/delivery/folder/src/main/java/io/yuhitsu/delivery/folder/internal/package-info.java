/** Delivery of document sets into a folder. */
package io.yuhitsu.delivery.folder.internal;
