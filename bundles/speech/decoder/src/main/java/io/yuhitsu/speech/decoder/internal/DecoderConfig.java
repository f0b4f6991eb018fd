package io.yuhitsu.speech.decoder.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the decoder. */
@ObjectClassDefinition(name = "Decoder", description = "Turns recordings into samples, in child processes")
@interface DecoderConfig {
    @AttributeDefinition(description = "Recordings that are decoded at once; each needs a process of about 100 MB")
    int parallel() default 2;

    @AttributeDefinition(description = "Memory of one decoder process in MiB; a process that needs more is stopped")
    int memory_mb() default 512;

    @AttributeDefinition(description = "Longest recording in hours; longer ones are refused")
    int longest_hours() default 24;
}
