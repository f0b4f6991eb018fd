package io.yuhitsu.speech.vosk.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code io.yuhitsu.speech.vosk}. */
@ObjectClassDefinition(
        name = "Vosk speech recognition / 音声認識 Vosk",
        description = "Recogniser processes and their memory / 認識プロセスの数とメモリ")
@interface VoskSettings {
    @AttributeDefinition(
            name = "Recognisers / 認識プロセス数",
            description = "Processes that recognise at once; 0: as many as there are cores and as fit into memory.mb")
    int recognisers() default 0;

    @AttributeDefinition(
            name = "Memory in MiB / メモリ(MiB)",
            description = "Memory for all recognisers together; 0: half of the machine's")
    int memory_mb() default 0;

    @AttributeDefinition(
            name = "Idle minutes / 待機時間(分)",
            description = "How long a recogniser without work keeps its model loaded")
    int idle_minutes() default 10;

    @AttributeDefinition(
            name = "Segments until a recogniser is replaced / 交換までの認識回数",
            description = "Native code leaks: a recogniser process is replaced after so many segments")
    int recycle_segments() default 500;
}
