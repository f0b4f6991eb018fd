package io.yuhitsu.speech.transcription.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code io.yuhitsu.speech.transcription}. */
@ObjectClassDefinition(
        name = "Transcription / 文字起こし",
        description = "How recordings are made into text / 録音を文字にするときの設定")
@interface TranscriptionSettings {
    @AttributeDefinition(
            name = "Seconds listened to for the language / 言語の判定に使う秒数",
            description =
                    "Most seconds of a recording that are recognised in every installed language when the profile says auto")
    int detection_seconds() default 60;
}
