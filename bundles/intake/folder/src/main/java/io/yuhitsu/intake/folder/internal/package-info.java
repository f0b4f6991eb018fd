/** Intake of recordings from a folder. */
package io.yuhitsu.intake.folder.internal;
