"""The four characteristics of ExCom Conclusion 100 (a), each apart: no score is made of them."""
