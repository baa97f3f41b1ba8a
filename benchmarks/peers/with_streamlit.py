"""The page as tutorials of Streamlit make it: a cached frame, plotly.express, a dataframe."""

import pandas as pd
import plotly.express as px
import streamlit as st

from benchmarks.peers import lines


@st.cache_data
def load() -> pd.DataFrame:
    """The lines, read once for all sessions."""
    return lines.lines()


st.set_page_config(layout="wide")
st.title("Where the money goes")
last_year = st.selectbox("Last year", lines.YEARS, index=len(lines.YEARS) - 1)
shown = lines.selected(load(), last_year)
for name, compute in lines.SHOWN.items():
    found = compute(shown)
    st.plotly_chart(
        px.bar(x=found.index.astype(str), y=found.to_numpy(), title=f"{name} to {last_year}")
    )
st.dataframe(lines.latest(shown))
