/** Reads the data folder of a server that does not run and says which promise it breaks. Changes nothing in it. */
package io.yuhitsu.itests.check;
