package io.yuhitsu.minutes.documents.internal;

import com.openhtmltopdf.extend.FSTextBreaker;

/** {@link Kinsoku} for the PDF layout; used by one document at a time. */
final class LineEnds implements FSTextBreaker {
    private String text = "";
    private int place;

    @Override
    public void setText(String newText) {
        text = newText;
        place = 0;
    }

    @Override
    public int next() {
        while (++place < text.length()) {
            if (Kinsoku.mayBreak(text, place)) {
                return place;
            }
        }
        return -1;
    }
}
